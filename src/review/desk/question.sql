SELECT note.*, item.readers, item.after AS follows, item.finding AS finding,
  finding.indicator, finding.status, finding.entry, finding.phrase, finding.cue, finding.is_repeat,
  mark.start, mark.end
FROM item JOIN note ON note.number = item.note
LEFT JOIN finding ON finding.id = item.finding
LEFT JOIN mark ON mark.finding = item.finding
WHERE item.id = ?1
