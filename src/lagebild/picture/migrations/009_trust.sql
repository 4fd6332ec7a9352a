-- How far an event can be trusted (picture/trust.py): the probability that its type and participants are right, and which of
-- "date", "place", "status" are doubtful (a JSON array). Made from the report; filled by `store._migrate` for what is there.
ALTER TABLE events ADD COLUMN sure REAL NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN doubts TEXT NOT NULL DEFAULT '[]';
