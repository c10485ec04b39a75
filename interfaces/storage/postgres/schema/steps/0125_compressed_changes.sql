-- The changes of a row are compressed (`postgres/events/compression.py`); rows of earlier versions have them as JSON, which
-- is read too. `changes_bytes` is their length as JSON, by which pages are cut. A request id is only asked for as a whole,
-- so its index keeps hashes: a third of the space.
--
-- It rewrites the table once, about ten seconds for a million events. Sales wait for that, since servers start after it.
DROP INDEX tillroll.trail_request_id_idx;
ALTER TABLE tillroll.trail ADD COLUMN changes_bytes integer;
ALTER TABLE tillroll.trail
    ALTER COLUMN changes TYPE bytea USING convert_to(changes, 'UTF8'),
    ALTER COLUMN changes_bytes TYPE integer USING octet_length(changes),
    ALTER COLUMN changes_bytes SET NOT NULL;
CREATE INDEX trail_request_id_idx ON tillroll.trail USING hash (request_id);

-- Makes the tables of the trail for a rebuild too. The columns are in the order of a table that was altered.
CREATE OR REPLACE FUNCTION tillroll.create_trail(place text) RETURNS void
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
            changes bytea NOT NULL,
            marks tsvector NOT NULL,
            peer text COLLATE "C",
            changes_bytes integer NOT NULL
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

CREATE OR REPLACE FUNCTION tillroll.index_trail(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE INDEX trail_checkout_id_idx ON %1$I.trail (checkout_id, position);
        CREATE INDEX trail_request_id_idx ON %1$I.trail USING hash (request_id);
        CREATE INDEX trail_reference_idx ON %1$I.trail (reference, position) WHERE reference IS NOT NULL;
        CREATE INDEX trail_total_idx ON %1$I.trail (total);
        CREATE INDEX trail_marks_idx ON %1$I.trail USING gin (marks) WITH (fastupdate = on);
        $ddl$,
        place
    );
END;
$$;
