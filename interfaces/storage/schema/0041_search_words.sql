-- Search disregards accents as well as case, so the words in the index of marks are other words.
--
-- The trail is emptied, and the projector of the next server indexes all events again from the first one. A
-- projector of an older version knows its position by itself and would go on from there, which would leave
-- out all events before it. So this step waits for the projector's turn, and fails after the lock timeout where an
-- older server is still running.
DO $$
BEGIN
    IF EXISTS (SELECT FROM tillroll.trail_tracking WHERE application_name = 'checkout_events') THEN
        PERFORM pg_advisory_xact_lock(8388354993919124844);
        TRUNCATE tillroll.trail_zones, tillroll.trail;
        DELETE FROM tillroll.trail_tracking WHERE application_name = 'checkout_events';
    END IF;
END;
$$;
