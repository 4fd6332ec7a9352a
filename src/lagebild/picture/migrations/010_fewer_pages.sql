-- The features of a member follow from its data (picture/groups.py); an index that held each a second time, by member, was a
-- tenth of the file and of the pages that an article writes. Only the day is kept with the member.
ALTER TABLE group_member ADD COLUMN day INTEGER NOT NULL DEFAULT 0;
UPDATE group_member SET day = coalesce((SELECT f.day FROM group_feature f
  WHERE f.kind = group_member.kind AND f.member = group_member.member LIMIT 1), 0);
DROP INDEX group_feature_member;
