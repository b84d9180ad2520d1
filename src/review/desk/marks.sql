SELECT finding.*, finding.id AS finding, mark.start AS marked_from, mark.end AS marked_to
FROM finding JOIN mark ON mark.finding = finding.id
WHERE finding.note = ?1
ORDER BY mark.start, mark.end, finding.id
