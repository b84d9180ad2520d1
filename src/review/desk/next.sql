-- The first item that a reviewer has to read: not decided by the reviewer, and not
-- by as many others as are to read it. The rest of a note is asked about once its
-- words were said not to be what was asked, by the reviewer or where it was settled.
SELECT open.id FROM item AS open INDEXED BY item_open
WHERE open.due = 1 AND open.reads < open.readers
  AND (open.readers = 1 OR NOT EXISTS (SELECT 1 FROM standing WHERE item = open.id AND voice = ?1))
  AND (open.after IS NULL OR coalesce(
    (SELECT coalesce(bears, 0) FROM standing WHERE item = open.after AND voice = ''),
    (SELECT coalesce(bears, 0) FROM standing WHERE item = open.after AND voice = ?1)
  ) = 0)
ORDER BY open.id LIMIT 1
