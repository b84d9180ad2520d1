-- What was drawn and from what: one row each, never changed. Notes that are drawn
-- later have a row more, `sample 2` and so on.
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- How many notes of the audit are of each sort.
CREATE TABLE sort (
  agency TEXT NOT NULL,
  band TEXT NOT NULL,
  family TEXT NOT NULL,
  status TEXT NOT NULL,
  notes INTEGER NOT NULL,
  PRIMARY KEY (band, agency, family, status)
) STRICT, WITHOUT ROWID;

-- The notes drawn. `in_case` numbers cases within the sample and is no id.
CREATE TABLE note (
  number INTEGER PRIMARY KEY,
  note_id TEXT NOT NULL,
  agency TEXT NOT NULL,
  date TEXT NOT NULL,
  note_type TEXT NOT NULL,
  source TEXT NOT NULL,
  row INTEGER NOT NULL,
  in_case INTEGER NOT NULL,
  band TEXT NOT NULL,
  family TEXT NOT NULL,
  status TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- What is asked, in the order of reading. The rest of a note is asked about
-- after its words, and due once somebody says that these are none. How many have
-- read an item and whether it is due follow from `standing`.
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  note INTEGER NOT NULL REFERENCES note (number),
  finding INTEGER REFERENCES finding (id),
  after INTEGER REFERENCES item (id),
  readers INTEGER NOT NULL,
  due INTEGER NOT NULL,
  reads INTEGER NOT NULL
) STRICT;
CREATE INDEX item_open ON item (id, after, readers, reads, due) WHERE due = 1 AND reads < readers;
CREATE INDEX item_read_twice ON item (id) WHERE reads > 1;
CREATE INDEX item_of_note ON item (note);
CREATE INDEX item_after ON item (after);

-- Every finding of the audit, as in findings.csv without cases and workers.
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  note INTEGER NOT NULL,
  note_id TEXT NOT NULL,
  agency TEXT NOT NULL,
  date TEXT NOT NULL,
  note_type TEXT NOT NULL,
  source TEXT NOT NULL,
  row INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  family TEXT NOT NULL,
  status TEXT NOT NULL,
  entry TEXT NOT NULL,
  phrase INTEGER NOT NULL,
  cue TEXT NOT NULL,
  before TEXT NOT NULL,
  words TEXT NOT NULL,
  after TEXT NOT NULL,
  is_repeat INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_of_note ON finding (note);
CREATE INDEX finding_of_indicator ON finding (indicator, id);
CREATE INDEX finding_of_agency ON finding (agency, id);

-- Where findings stand in the notes drawn, as characters of their text here.
CREATE TABLE mark (
  finding INTEGER PRIMARY KEY REFERENCES finding (id),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL
) STRICT;

-- What was said, in the order in which it was. A voice is a reviewer's name, or
-- empty where a disagreement is settled. Nothing is ever changed: what is taken
-- back has a row of its own that names what it takes back.
CREATE TABLE decision (
  item INTEGER NOT NULL REFERENCES item (id),
  voice TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  reviewer TEXT NOT NULL CHECK (reviewer <> ''),
  takes_back INTEGER,
  decision TEXT,
  indicator TEXT,
  status TEXT,
  missed TEXT,
  at INTEGER NOT NULL,
  lexicon TEXT NOT NULL,
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  UNIQUE (item, voice, revision),
  CHECK ((takes_back IS NULL) <> (decision IS NULL))
) STRICT;
CREATE INDEX decision_of_voice ON decision (voice, number);
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never removed'); END;

-- What stands of it: follows from `decision`, and is here so that it is found at
-- once. `bears` is 1 or 0, and null where it cannot be said.
CREATE TABLE standing (
  item INTEGER NOT NULL REFERENCES item (id),
  voice TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES decision (number),
  bears INTEGER,
  PRIMARY KEY (item, voice)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_of_voice ON standing (voice);

-- What a reviewer noted for nobody else; not part of a decision.
CREATE TABLE own_note (
  item INTEGER NOT NULL REFERENCES item (id),
  reviewer TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (item, reviewer)
) STRICT, WITHOUT ROWID;
