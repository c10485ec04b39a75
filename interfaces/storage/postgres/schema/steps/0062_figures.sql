-- The figures: the number of events by hour (UTC), merchant, dialect of the checkout, and type. Each step of the audit
-- log's projection adds to them in its transaction. `seconds` is the sum of the times from the opening to the event, for
-- completed checkouts. The table is made by a function because a rebuild makes a second one in a schema of its own.
CREATE FUNCTION tillroll.create_figures(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE TABLE %1$I.figures (
            hour timestamptz NOT NULL,
            merchant text COLLATE "C" NOT NULL,
            dialect text COLLATE "C" NOT NULL,
            topic text COLLATE "C" NOT NULL,
            count bigint NOT NULL,
            seconds numeric NOT NULL,
            PRIMARY KEY (hour, merchant, dialect, topic)
        ) WITH (fillfactor = 50);
        $ddl$,
        place
    );
END;
$$;
SELECT tillroll.create_figures('tillroll');

-- Events that earlier versions indexed are not counted. The comment says so. `tillroll projection rebuild` replaces the
-- table, and the comment goes with the old one.
DO $$
BEGIN
    IF EXISTS (SELECT FROM tillroll.trail) THEN
        COMMENT ON TABLE tillroll.figures IS 'Lacks earlier events until `tillroll projection rebuild`.';
    END IF;
END;
$$;
