-- The last decision of a voice on an item that was not taken back.
SELECT number FROM decision AS said
WHERE item = ?1 AND voice = ?2 AND takes_back IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM decision AS taken
    WHERE taken.item = said.item AND taken.voice = said.voice AND taken.takes_back = said.revision
  )
ORDER BY revision DESC LIMIT 1
