-- The journal (picture/journal.py): what was read from where, with which settings, so that a command that was cut off goes
-- on where it stopped. A place is a source (file, member of an archive, address) and a record in it (0: the whole source).
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,                         -- the same command by the same reader has the same key
  paths TEXT NOT NULL, folder TEXT NOT NULL,        -- as given (a JSON array), and where
  settings TEXT NOT NULL,                           -- JSON
  digest TEXT NOT NULL,                             -- of the settings and the files that they name
  reader TEXT NOT NULL, model TEXT NOT NULL,
  started_at TEXT NOT NULL, finished_at TEXT
) STRICT;
CREATE TABLE origins (
  source TEXT NOT NULL, record INTEGER NOT NULL,
  path TEXT,                                        -- the file on the disk that the source is, or lies in
  run INTEGER NOT NULL REFERENCES runs (id),
  article TEXT NOT NULL,                            -- articles.article
  hash TEXT NOT NULL,                               -- of what was found there, before cleaning
  url TEXT, fetched_at TEXT,
  read_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  PRIMARY KEY (source, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX origins_by_article ON origins (article);
CREATE INDEX origins_by_path ON origins (path);
ALTER TABLE failures ADD COLUMN path TEXT;
ALTER TABLE failures ADD COLUMN run INTEGER REFERENCES runs (id);
ALTER TABLE failures ADD COLUMN hash TEXT;          -- of what was found there; null where nothing could be taken out
CREATE INDEX failures_by_path ON failures (path);

-- Earlier texts of articles that were changed by their publishers.
CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL,                            -- articles.article of the text in force
  title TEXT, published TEXT, text TEXT NOT NULL,
  replaced_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;
CREATE INDEX versions_by_article ON versions (article);

-- Addresses under watch (watch/): feeds, sitemaps, pages.
CREATE TABLE watched (
  url TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('feed', 'page')),
  feed TEXT,                                        -- the feed that named the page
  stamp TEXT,                                       -- what the feed says about the page's last change
  etag TEXT, modified TEXT, hash TEXT,
  tries INTEGER NOT NULL DEFAULT 0,                 -- failed one after another
  next_at REAL NOT NULL DEFAULT 0,                  -- seconds since 1970; when it is due
  checked_at TEXT, title TEXT, published TEXT, language TEXT, publisher TEXT, summary TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_due ON watched (kind, next_at);
