-- The trusted proxy that sent a customer's request; NULL where there was none. Rows of earlier versions have none.
ALTER TABLE tillroll.trail ADD COLUMN peer text COLLATE "C";

-- Makes the tables of the trail for a rebuild too. The column is the last one, as in a table that was altered.
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
            changes text COLLATE "C" NOT NULL,
            marks tsvector NOT NULL,
            peer text COLLATE "C"
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
