-- What keeps pages quick however large the store is: who takes part by day, counts by day, and lists in their order.
-- All of it is made from the rows of the articles (picture/tally.py, picture/groups.py, picture/codes.py) and kept in
-- step with them; `lagebild rebuild` makes it anew, and `volume.fill` for the articles that are there already.

-- Who takes part in which event, by day. `who` is an actor's key or the alpha-3 code of a state, which stands for
-- everybody of that state, and either with "says " before it whoever tells of the event; an undated event has the days ''. The other columns are those of `events` (`id` is its number),
-- so that the events of an actor are filtered and counted without fetching them.
CREATE TABLE party (
  who TEXT NOT NULL, first_day TEXT NOT NULL, id INTEGER NOT NULL, did INTEGER NOT NULL, suffered INTEGER NOT NULL,
  last_day TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, quad TEXT NOT NULL, goldstein REAL NOT NULL,
  place TEXT, place_country TEXT,
  PRIMARY KEY (who, first_day, id)
) STRICT, WITHOUT ROWID;
-- Events by what they have in common and by their days ('' where undated). Keys: '' (all), 'type ASSAULT',
-- 'status denied', 'quad …', 'country RUS' (where), 'who …' as in `party`. `counted` leaves out what has not happened;
-- `goldstein` is the sum over the counted in tenths, so that taking away leaves no rest.
CREATE TABLE tally (
  key TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  events INTEGER NOT NULL, did INTEGER NOT NULL, suffered INTEGER NOT NULL,
  counted INTEGER NOT NULL, conflict INTEGER NOT NULL, goldstein INTEGER NOT NULL,
  PRIMARY KEY (key, first_day, last_day)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally_place (
  key TEXT NOT NULL, place TEXT NOT NULL, country TEXT NOT NULL, events INTEGER NOT NULL, conflict INTEGER NOT NULL,
  PRIMARY KEY (key, place, country)
) STRICT, WITHOUT ROWID;
-- The network: two actors that share events, in both directions; `goldstein` is the sum in tenths.
CREATE TABLE ties (
  one TEXT NOT NULL, other TEXT NOT NULL, events INTEGER NOT NULL, goldstein INTEGER NOT NULL, PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- Groups of several members, for the list of stories. Days are proleptic ordinals, null where unknown.
CREATE TABLE story (
  grp TEXT PRIMARY KEY, members INTEGER NOT NULL, first_day INTEGER, last_day INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX story_by_day ON story (last_day, grp) WHERE members > 1;
INSERT INTO story SELECT m.grp, count(*), min(nullif(f.day, 0)), max(nullif(f.day, 0)) FROM group_member m
  LEFT JOIN (SELECT member, min(day) AS day FROM group_feature WHERE kind = 'story' GROUP BY member) f
  ON f.member = m.member WHERE m.kind = 'story' GROUP BY m.grp;
-- The earliest member of a group is found without a walk over the group.
DROP INDEX group_member_group;
CREATE INDEX group_member_group ON group_member (kind, grp, rank, member);

-- Lists of quotes in their order: the day on which a thing was said or printed, and who is heard.
ALTER TABLE quotes ADD COLUMN day TEXT;
ALTER TABLE quotes ADD COLUMN actor TEXT;
ALTER TABLE quotes ADD COLUMN country TEXT;
UPDATE quotes SET day = coalesce(first_day, (SELECT a.first_day FROM articles a WHERE a.id = quotes.article)),
  (actor, country) = (SELECT e.actor, e.country FROM entities e WHERE e.id = quotes.speaker_entity);
DROP INDEX quotes_by_day;
CREATE INDEX quotes_by_day ON quotes (day, type);
CREATE INDEX quotes_by_actor ON quotes (actor, day) WHERE actor IS NOT NULL;
CREATE INDEX quotes_by_country ON quotes (country, day) WHERE country IS NOT NULL;

-- Filters of events are decided in the index, before the rows are fetched.
DROP INDEX events_by_day;
CREATE INDEX events_by_day ON events (first_day, last_day, status, type, quad, place_country);
DROP INDEX events_by_type;
CREATE INDEX events_by_type ON events (type, first_day, last_day, status, quad, goldstein, place, place_country);
DROP INDEX events_by_place;
CREATE INDEX events_by_place ON events (place_country, first_day, last_day, type, status, quad, goldstein, place);
CREATE INDEX events_by_name_of_place ON events (place, first_day, last_day, type, status, quad, goldstein, place_country)
  WHERE place IS NOT NULL;
CREATE INDEX entities_by_role ON entities (actor, role, article) WHERE role IS NOT NULL;
CREATE INDEX places_by_name ON places (name, country, lat, lon) WHERE lat IS NOT NULL;
-- Words of the actors' names, folded, so that a part of a name finds them.
CREATE TABLE actor_words (word TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (word, actor)) STRICT, WITHOUT ROWID;

-- Words by their stems (picture/words.py): "Sanktion" finds "Sanktionen", "Muenchen" finds "München".
DROP TRIGGER article_words_in;
DROP TRIGGER article_words_out;
DROP TABLE article_words;
CREATE VIRTUAL TABLE article_words USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER article_words_out AFTER DELETE ON articles BEGIN DELETE FROM article_words WHERE rowid = old.id; END;
DROP TRIGGER quote_words_in;
DROP TRIGGER quote_words_out;
DROP TABLE quote_words;
CREATE VIRTUAL TABLE quote_words USING fts5 (text, speaker, tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER quote_words_out AFTER DELETE ON quotes BEGIN DELETE FROM quote_words WHERE rowid = old.id; END;

-- The sign bits of many sentences side by side, for comparing them all: `marks` holds (article, start) as two 32-bit
-- numbers a sentence, `codes` 64 bytes each. An article's sentences lie in one block.
CREATE TABLE code_blocks (id INTEGER PRIMARY KEY, sentences INTEGER NOT NULL, marks BLOB NOT NULL, codes BLOB NOT NULL) STRICT;
ALTER TABLE article_codes ADD COLUMN block INTEGER;
