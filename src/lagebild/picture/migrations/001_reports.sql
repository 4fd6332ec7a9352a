-- Reports, taken apart for searching; `articles.report` holds each whole, so that a store can be rebuilt from itself.
-- Offsets count Unicode code points of articles.text, half-open. Dates are EDTF; first_day and last_day are the ISO
-- days that they span, for comparing. `local` is the id inside the report (e1, q1, v1, r1).

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL UNIQUE,
  source TEXT, url TEXT, publisher TEXT, title TEXT,
  published TEXT, first_day TEXT, last_day TEXT,
  dateline TEXT,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  unread TEXT,
  reader TEXT NOT NULL, model TEXT NOT NULL, seconds REAL NOT NULL,
  stored_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  report TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_day ON articles (first_day);
CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_by_source ON articles (source);

CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  local TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  wikidata TEXT, country TEXT, sector TEXT, role TEXT,
  known INTEGER NOT NULL,
  UNIQUE (article, local)
) STRICT;
CREATE INDEX entities_by_name ON entities (name COLLATE NOCASE);
CREATE INDEX entities_by_wikidata ON entities (wikidata) WHERE wikidata IS NOT NULL;
CREATE INDEX entities_by_country ON entities (country);

CREATE TABLE mentions (
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, form TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_by_entity ON mentions (entity);

CREATE TABLE times (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  type TEXT NOT NULL, value TEXT, edtf TEXT, first_day TEXT, last_day TEXT
) STRICT;
CREATE INDEX times_by_article ON times (article);

CREATE TABLE places (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  name TEXT NOT NULL, country TEXT, lat REAL, lon REAL, geonames INTEGER
) STRICT;
CREATE INDEX places_by_article ON places (article);
CREATE INDEX places_by_geonames ON places (geonames);

CREATE TABLE quantities (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  value REAL, unit TEXT, of TEXT
) STRICT;
CREATE INDEX quantities_by_article ON quantities (article);

CREATE TABLE quotes (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  local TEXT NOT NULL, type TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,   -- from the first to the last character of all its spans
  text TEXT NOT NULL,                               -- the spans joined by " … "
  speaker TEXT, cue TEXT,                           -- as written
  speaker_entity INTEGER REFERENCES entities (id) ON DELETE CASCADE,
  addressee_entity INTEGER REFERENCES entities (id) ON DELETE CASCADE,
  medium TEXT, date TEXT, first_day TEXT, last_day TEXT,
  confidence REAL NOT NULL,
  UNIQUE (article, local)
) STRICT;
CREATE INDEX quotes_by_speaker ON quotes (speaker_entity);

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  local TEXT NOT NULL, type TEXT NOT NULL, mode TEXT,
  contexts TEXT NOT NULL,                           -- a JSON array
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,   -- the first trigger
  date TEXT, first_day TEXT, last_day TEXT,
  place TEXT, place_country TEXT, geonames INTEGER,
  status TEXT NOT NULL,
  reported_by INTEGER REFERENCES quotes (id) ON DELETE CASCADE,
  quad TEXT NOT NULL, goldstein REAL NOT NULL,
  dead INTEGER, injured INTEGER, size INTEGER,
  confidence REAL NOT NULL,
  UNIQUE (article, local)
) STRICT;
CREATE INDEX events_by_day ON events (first_day);
CREATE INDEX events_by_type ON events (type, first_day);

CREATE TABLE participants (
  id INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  name TEXT NOT NULL, country TEXT, sector TEXT,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX participants_by_event ON participants (event);
CREATE INDEX participants_by_entity ON participants (entity);

CREATE TABLE relations (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  local TEXT NOT NULL, type TEXT NOT NULL,
  subject INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  object INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  since TEXT, until TEXT, confidence REAL NOT NULL,
  UNIQUE (article, local)
) STRICT;
CREATE INDEX relations_by_subject ON relations (subject);
CREATE INDEX relations_by_object ON relations (object);

CREATE TABLE custom_events (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  local TEXT NOT NULL, type TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  date TEXT, first_day TEXT, last_day TEXT, confidence REAL NOT NULL,
  UNIQUE (article, local)
) STRICT;

-- Searching words: the rows are those of the tables, kept in step by triggers. A short prefix index makes the
-- beginnings of inflected words ("Sanktion*") as quick as whole words.
CREATE VIRTUAL TABLE article_words USING fts5 (
  title, text, content = 'articles', content_rowid = 'id', prefix = '3 5', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER article_words_in AFTER INSERT ON articles BEGIN
  INSERT INTO article_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER article_words_out AFTER DELETE ON articles BEGIN
  INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE VIRTUAL TABLE quote_words USING fts5 (
  text, speaker, content = 'quotes', content_rowid = 'id', prefix = '3 5', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER quote_words_in AFTER INSERT ON quotes BEGIN
  INSERT INTO quote_words (rowid, text, speaker) VALUES (new.id, new.text, new.speaker);
END;
CREATE TRIGGER quote_words_out AFTER DELETE ON quotes BEGIN
  INSERT INTO quote_words (quote_words, rowid, text, speaker) VALUES ('delete', old.id, old.text, old.speaker);
END;
