-- The picture over all articles (picture/groups.py): who belongs to which group, and the index of features
-- that finds candidates. `member` is an article's id, or article/event; `data` is what the criterion compares.
CREATE TABLE group_member(
  kind TEXT NOT NULL, member TEXT NOT NULL, article TEXT NOT NULL, grp TEXT NOT NULL, rank TEXT NOT NULL,
  data BLOB NOT NULL, PRIMARY KEY(kind, member)) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_group ON group_member(kind, grp);
CREATE INDEX group_member_article ON group_member(article);
CREATE TABLE group_feature(
  kind TEXT NOT NULL, feature TEXT NOT NULL, day INTEGER NOT NULL, member TEXT NOT NULL,
  PRIMARY KEY(kind, feature, day, member)) STRICT, WITHOUT ROWID;
CREATE INDEX group_feature_member ON group_feature(kind, member);

-- One actor over all articles (picture/keys.py), with what lists of actors need, kept in step by picture/people.py.
ALTER TABLE entities ADD COLUMN actor TEXT;
CREATE INDEX entities_by_actor ON entities (actor, article);
CREATE TABLE actors (
  actor TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, sector TEXT, role TEXT,
  articles INTEGER NOT NULL, mentions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_by_articles ON actors (articles DESC);
CREATE INDEX actors_by_name ON actors (name COLLATE NOCASE);
CREATE INDEX participants_by_country ON participants (country, event);
CREATE INDEX events_by_place ON events (place_country, first_day);
CREATE INDEX quotes_by_day ON quotes (first_day);

-- Sentences, and the sign bits of the encoder's vectors (64 bytes) of each sentence and article, for likeness and search.
CREATE TABLE article_codes (article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, code BLOB NOT NULL) STRICT;
CREATE TABLE sentences (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, code BLOB, PRIMARY KEY (article, start)
) STRICT, WITHOUT ROWID;
