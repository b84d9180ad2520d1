INSERT INTO decision (item, voice, revision, reviewer, takes_back, decision, indicator, status, missed, at, lexicon)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
