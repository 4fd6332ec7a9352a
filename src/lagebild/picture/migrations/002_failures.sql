-- What could not be read, until it is read: one row a place of the input.
CREATE TABLE failures (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL, record INTEGER NOT NULL DEFAULT 0,   -- line or record in the source; 0: the source itself
  found TEXT NOT NULL, next_step TEXT NOT NULL,
  failed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  UNIQUE (source, record)
) STRICT;
