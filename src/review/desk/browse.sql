SELECT finding.*, finding.id AS finding,
  (SELECT item.id FROM item WHERE item.note = finding.note AND item.finding = finding.id AND item.after IS NULL) AS item
FROM finding
WHERE finding.id > :after
  AND (:agency IS NULL OR finding.agency = :agency)
  AND (:indicator IS NULL OR finding.indicator = :indicator)
  AND (:words IS NULL OR finding.words LIKE :words ESCAPE '\')
  AND NOT (:blind AND EXISTS (
    SELECT 1 FROM item WHERE item.note = finding.note AND item.after IS NULL
      AND NOT EXISTS (SELECT 1 FROM standing WHERE standing.item = item.id AND standing.voice = :reviewer)
  ))
ORDER BY finding.id LIMIT :at_most
