-- Events of an actor by their type: listed, counted by day and by place in the index, without a walk over all events that
-- the actor takes part in. SQLite keeps it in step.
CREATE INDEX party_by_type ON party (
  who, type, first_day, id, last_day, status, quad, goldstein, did, suffered, place, place_country
);
