-- What people corrected (picture/corrections.py). Reports stay as they were read; corrections change the rows made from
-- them. Anchors are the article's id and the offsets, words and label as read, so that they find their record again
-- after the article was read anew. A line is never deleted: undoing sets undone_at.
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL, made_by TEXT NOT NULL, reason TEXT NOT NULL,
  what TEXT NOT NULL,
  article TEXT, layer TEXT, start INTEGER, "end" INTEGER, words TEXT, label TEXT,
  actor TEXT,                                       -- merge: the key of the actor that becomes another
  was TEXT, value TEXT,
  undone_at TEXT, undone_by TEXT
) STRICT;
CREATE INDEX corrections_by_article ON corrections (article) WHERE undone_at IS NULL;
CREATE INDEX corrections_by_actor ON corrections (actor) WHERE undone_at IS NULL;
-- Which articles' rows a correction has changed: those to be written anew when it is undone.
CREATE TABLE correction_used (
  correction INTEGER NOT NULL REFERENCES corrections (id) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (correction, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_used_by_article ON correction_used (article);

-- Without these, taking an article out walks over all quotes and events to see which point to its rows.
CREATE INDEX quotes_by_addressee ON quotes (addressee_entity);
CREATE INDEX events_by_report ON events (reported_by);
