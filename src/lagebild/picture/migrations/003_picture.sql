-- The picture over all articles (picture/groups.py): who belongs to which group, why (edges), and the index of features
-- that finds candidates. `member` is an article's id, or article/event; `data` is what the criterion compares.
CREATE TABLE group_member(
  kind TEXT NOT NULL, member TEXT NOT NULL, article TEXT NOT NULL, grp TEXT NOT NULL, rank TEXT NOT NULL,
  data BLOB NOT NULL, PRIMARY KEY(kind, member)) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_group ON group_member(kind, grp);
CREATE INDEX group_member_article ON group_member(article);
CREATE TABLE group_edge(
  kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, score REAL NOT NULL,
  PRIMARY KEY(kind, a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE group_feature(
  kind TEXT NOT NULL, feature TEXT NOT NULL, day INTEGER NOT NULL, member TEXT NOT NULL,
  PRIMARY KEY(kind, feature, day, member)) STRICT, WITHOUT ROWID;
CREATE INDEX group_feature_member ON group_feature(kind, member);
