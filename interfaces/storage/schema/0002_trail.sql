-- The audit trail: one row for each event, derived from the events and made anew by a rebuild. It is
-- made by functions because a rebuild makes a second one, in a schema of its own, under the same names.
--
-- `reference`, `stage`, `total`, `currency` and `words` are of the checkout after the event. `latest_at`
-- is the latest time of this event and all before it, and `late` by how many microseconds any of them
-- was earlier than one before it; between them they turn an interval of time into one of positions.
-- A total is numeric because nothing bounds it, and no event may be one that cannot be kept here.
CREATE FUNCTION tillroll.create_trail(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE TABLE %1$I.trail (
            position bigint PRIMARY KEY,
            checkout_id text COLLATE "C" NOT NULL,
            version bigint NOT NULL,
            topic text COLLATE "C" NOT NULL,
            at timestamptz NOT NULL,
            latest_at timestamptz NOT NULL,
            late bigint NOT NULL,
            merchant text COLLATE "C" NOT NULL,
            actor text COLLATE "C" NOT NULL,
            dialect text COLLATE "C" NOT NULL,
            operation text COLLATE "C" NOT NULL,
            request_id text COLLATE "C" NOT NULL,
            address text COLLATE "C" NOT NULL,
            user_agent text COLLATE "C" NOT NULL,
            idempotency_key text COLLATE "C" NOT NULL,
            changes text COLLATE "C" NOT NULL,
            reference text COLLATE "C",
            stage text COLLATE "C" NOT NULL,
            total numeric NOT NULL,
            currency text COLLATE "C" NOT NULL,
            words tsvector NOT NULL
        ) WITH (autovacuum_analyze_scale_factor = 0.02);

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

-- What is asked for by one value is found in order, however many rows there are.
CREATE FUNCTION tillroll.index_trail(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE INDEX trail_checkout_id_idx ON %1$I.trail (checkout_id, position);
        CREATE INDEX trail_topic_idx ON %1$I.trail (topic, position);
        CREATE INDEX trail_latest_at_idx ON %1$I.trail (latest_at, position);
        CREATE INDEX trail_merchant_idx ON %1$I.trail (merchant, position);
        CREATE INDEX trail_actor_idx ON %1$I.trail (actor, position);
        CREATE INDEX trail_dialect_idx ON %1$I.trail (dialect, position);
        CREATE INDEX trail_operation_idx ON %1$I.trail (operation, position);
        CREATE INDEX trail_request_id_idx ON %1$I.trail (request_id, position);
        CREATE INDEX trail_address_idx ON %1$I.trail (address, position);
        CREATE INDEX trail_reference_idx ON %1$I.trail (reference, position) WHERE reference IS NOT NULL;
        CREATE INDEX trail_stage_idx ON %1$I.trail (stage, position);
        CREATE INDEX trail_total_idx ON %1$I.trail (total);
        CREATE INDEX trail_words_idx ON %1$I.trail USING gin (words) WITH (gin_pending_list_limit = 512);
        $ddl$,
        place
    );
END;
$$;

SELECT tillroll.create_trail('tillroll');
SELECT tillroll.index_trail('tillroll');
