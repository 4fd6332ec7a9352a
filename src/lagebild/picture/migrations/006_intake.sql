-- What an article's reading depends on (repeats.py): one with the same key need not be read again. Null: by a reader from
-- before this step, or with settings that are not known.
ALTER TABLE articles ADD COLUMN reading BLOB;
CREATE INDEX articles_by_reading ON articles (reading) WHERE reading IS NOT NULL;

-- What readers have in hand (picture/hands.py). A line that outlives its process tells which article ended it.
CREATE TABLE in_hand (
  source TEXT NOT NULL, record INTEGER NOT NULL, hash TEXT NOT NULL,
  process TEXT NOT NULL,                            -- that has it in hand now, or had it last
  ended INTEGER NOT NULL DEFAULT 0,                 -- how often a process ended with it in hand before
  PRIMARY KEY (source, record, hash)
) STRICT, WITHOUT ROWID;
