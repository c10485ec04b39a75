-- Followers of events track positions by transaction under a name of their own. Projections of earlier versions would take a
-- position for a row of the audit log, and pass over events: their tracking rows are refused, and their rows with them.
UPDATE tillroll.trail_tracking SET application_name = 'events' WHERE application_name = 'checkout_events';
UPDATE tillroll.deliveries_tracking SET application_name = 'events' WHERE application_name = 'checkout_events';
ALTER TABLE tillroll.trail_tracking ADD CONSTRAINT no_earlier_server CHECK (application_name <> 'checkout_events');
ALTER TABLE tillroll.deliveries_tracking ADD CONSTRAINT no_earlier_server CHECK (application_name <> 'checkout_events');

-- A follower of an earlier version asks for `position`.
ALTER TABLE tillroll.ledger_state RENAME COLUMN position TO last_position;

-- The audit log has numbers of its own, without gaps: `position` is one more than that of the row before. Events up to the base
-- of the first epoch have the positions that they were recorded with. `trail_tracking` has the position of the event.
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
            notification_id bigint,
            CONSTRAINT no_earlier_server CHECK (application_name <> 'checkout_events')
        );
        INSERT INTO %1$I.trail_tracking VALUES ('__migration__', 1);
        $ddl$,
        place
    );
END;
$$;
