-- What stands of every item that more than one reviewer has read.
SELECT standing.item, standing.voice, decision.reviewer, decision.decision, decision.indicator, decision.status, decision.missed
FROM item INDEXED BY item_read_twice
CROSS JOIN standing ON standing.item = item.id
JOIN decision ON decision.number = standing.number
WHERE item.reads > 1
ORDER BY item.id, standing.voice
