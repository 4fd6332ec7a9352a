-- Members have a number that says their kind and their day (picture/numbers.py), and their rows lie in its order: candidates
-- of one time lie together, and a number finds a row where a name went down a tree of wide rows. Features are numbers, too:
-- `group_feature` was a table of names four times as wide. What is copied goes by way of temporary tables, so that the new
-- rows take the room of the old.
CREATE TEMP TABLE member_copy AS SELECT
  (CASE kind WHEN 'copy' THEN 1 WHEN 'story' THEN 2 ELSE 3 END << 45) + (day << 23)
    + row_number() OVER (PARTITION BY kind, day ORDER BY member) AS id,
  kind, member, article, grp, rank, data, day FROM group_member;
DROP TABLE group_member;
CREATE TABLE group_member (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, member TEXT NOT NULL, article TEXT NOT NULL, grp TEXT NOT NULL, rank TEXT NOT NULL,
  data BLOB NOT NULL, day INTEGER NOT NULL
) STRICT;
INSERT INTO group_member SELECT * FROM member_copy ORDER BY id;
DROP TABLE member_copy;
CREATE UNIQUE INDEX group_member_name ON group_member (kind, member);
CREATE INDEX group_member_group ON group_member (kind, grp, rank, member);
-- Filled by `merge.number_features` from the members' data.
DROP TABLE group_feature;
CREATE TABLE group_feature (
  feature INTEGER NOT NULL, member INTEGER NOT NULL, PRIMARY KEY (feature, member)
) STRICT, WITHOUT ROWID;
