-- The audit trail: one row for each event, derived from the events and made anew by a rebuild. It is
-- made by functions because a rebuild makes a second one, in a schema of its own, under the same names.
--
-- `reference`, `stage`, `total` and `currency` are of the checkout after the event. A total is numeric
-- because nothing bounds it, and no event may be one that cannot be kept here.
--
-- `marks` are all values that an event is looked for by, and the words of its text, each with the number
-- of the row's bucket before it: 8,192 positions make a bucket. So any combination of values is looked up
-- in one index, bucket by bucket in the order of positions, and a bucket costs the same however many there
-- are. `trail_zones` has the times of every 1,024 positions: positions and times rise together, but
-- not exactly, since clocks differ.
CREATE FUNCTION tillroll.create_trail(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE TABLE %1$I.trail (
            position bigint PRIMARY KEY,
            version bigint NOT NULL,
            at timestamptz NOT NULL,
            checkout_id text COLLATE "C" NOT NULL,
            topic text COLLATE "C" NOT NULL,
            merchant text COLLATE "C" NOT NULL,
            actor text COLLATE "C" NOT NULL,
            dialect text COLLATE "C" NOT NULL,
            operation text COLLATE "C" NOT NULL,
            request_id text COLLATE "C" NOT NULL,
            address text COLLATE "C" NOT NULL,
            user_agent text COLLATE "C" NOT NULL,
            idempotency_key text COLLATE "C" NOT NULL,
            reference text COLLATE "C",
            stage text COLLATE "C" NOT NULL,
            currency text COLLATE "C" NOT NULL,
            total numeric NOT NULL,
            changes text COLLATE "C" NOT NULL,
            marks tsvector NOT NULL
        ) WITH (autovacuum_analyze_scale_factor = 0.02);

        CREATE TABLE %1$I.trail_zones (
            number bigint PRIMARY KEY,
            first_at timestamptz NOT NULL,
            last_at timestamptz NOT NULL
        ) WITH (fillfactor = 50);

        -- The library's table of positions, as it makes it; the second row is its version of the table.
        CREATE TABLE %1$I.trail_tracking (
            application_name text PRIMARY KEY,
            notification_id bigint
        );
        INSERT INTO %1$I.trail_tracking VALUES ('__migration__', 1);
        $ddl$,
        place
    );
END;
$$;

-- The index of marks takes every row at once: what it would put off, each bucket would be searched for again.
CREATE FUNCTION tillroll.index_trail(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE INDEX trail_checkout_id_idx ON %1$I.trail (checkout_id, position);
        CREATE INDEX trail_request_id_idx ON %1$I.trail (request_id, position);
        CREATE INDEX trail_reference_idx ON %1$I.trail (reference, position) WHERE reference IS NOT NULL;
        CREATE INDEX trail_total_idx ON %1$I.trail (total);
        CREATE INDEX trail_marks_idx ON %1$I.trail USING gin (marks) WITH (fastupdate = off);
        $ddl$,
        place
    );
END;
$$;

SELECT tillroll.create_trail('tillroll');
SELECT tillroll.index_trail('tillroll');
