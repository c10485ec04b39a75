-- Search disregards accents as well as case, so the words in the index of marks are other words. And an event with more
-- words than a `tsvector` holds is found by all of them.
--
-- `trail_words` has the words of those events only, in as many parts as necessary; all other events have their words
-- among the marks of their rows. The table is made by a function because a rebuild makes a second one. Its index takes
-- every row at once, since rows are rare, and each search would have to read what is put off.
CREATE FUNCTION tillroll.create_trail_words(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE TABLE %1$I.trail_words (
            position bigint,
            part integer,
            words tsvector NOT NULL,
            PRIMARY KEY (position, part)
        );
        CREATE INDEX trail_words_words_idx ON %1$I.trail_words USING gin (words) WITH (fastupdate = off);
        $ddl$,
        place
    );
END;
$$;

SELECT tillroll.create_trail_words('tillroll');

-- The trail is emptied, and the projector of the next server indexes all events again from the first one. A projector
-- of an older version knows its position by itself and would go on from there, which would leave out all events before
-- it; and a rebuild by an older version would put a trail with the old words in place. So this step waits for the turn
-- to project and the turn to rebuild, and fails after the lock timeout where an older version has one of them.
DO $$
BEGIN
    PERFORM pg_advisory_xact_lock(8388354993919124844);
    PERFORM pg_advisory_xact_lock(8388354993924237938);
END;
$$;
TRUNCATE tillroll.trail_zones, tillroll.trail;
DELETE FROM tillroll.trail_tracking WHERE application_name = 'checkout_events';
