-- The marks of a whole step of the trail go into their index together.
--
-- Row by row, the index of marks took two thirds of PostgreSQL's work for the trail: each row goes to
-- some sixteen places in it, and most of them are the places of the row before. Now the rows of a step
-- are put off, and merged key by key before the step is committed (`gin_clean_pending_list`, which the
-- step calls). So a search finds hardly anything put off, which it would have to go through for each bucket.
CREATE OR REPLACE FUNCTION tillroll.index_trail(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE INDEX trail_checkout_id_idx ON %1$I.trail (checkout_id, position);
        CREATE INDEX trail_request_id_idx ON %1$I.trail (request_id, position);
        CREATE INDEX trail_reference_idx ON %1$I.trail (reference, position) WHERE reference IS NOT NULL;
        CREATE INDEX trail_total_idx ON %1$I.trail (total);
        CREATE INDEX trail_marks_idx ON %1$I.trail USING gin (marks) WITH (fastupdate = on);
        $ddl$,
        place
    );
END;
$$;

ALTER INDEX tillroll.trail_marks_idx SET (fastupdate = on);
