-- The last decision of a reviewer that was not taken back.
SELECT item, revision FROM decision AS said
WHERE voice = ?1 AND takes_back IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM decision AS taken
    WHERE taken.item = said.item AND taken.voice = said.voice AND taken.takes_back = said.revision
  )
ORDER BY number DESC LIMIT 1
