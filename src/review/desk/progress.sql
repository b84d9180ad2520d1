-- Items that a reviewer decided, and those left as next.sql gives them one by one.
SELECT (SELECT count(*) FROM standing WHERE voice = ?1), count(*)
FROM item AS open INDEXED BY item_open
WHERE open.due = 1 AND open.reads < open.readers
  AND (open.readers = 1 OR NOT EXISTS (SELECT 1 FROM standing WHERE item = open.id AND voice = ?1))
  AND (open.after IS NULL OR coalesce(
    (SELECT coalesce(bears, 0) FROM standing WHERE item = open.after AND voice = ''),
    (SELECT coalesce(bears, 0) FROM standing WHERE item = open.after AND voice = ?1)
  ) = 0)
