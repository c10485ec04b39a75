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

-- The search terms of the rows of one step of the projection go into their index together: the step merges the pending
-- entries (`gin_clean_pending_list`) before it commits. Row by row, this index took two thirds of PostgreSQL's work for
-- the audit log. A search reads the pending entries for each bucket, so hardly any may remain.
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
        CREATE INDEX trail_marks_idx ON %1$I.trail USING gin (marks) WITH (fastupdate = on);
        $ddl$,
        place
    );
END;
$$;

-- A `tsvector` holds a limited number of words. An event with more of them is found by all of its words too.
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

-- `gin_clean_pending_list` is for the owner of the index only. This function lets the server's role, which
-- owns nothing, merge the pending entries of a trail's index of marks, and of no other index.
CREATE FUNCTION tillroll.merge_marks(place text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT gin_clean_pending_list(to_regclass(format('%I.trail_marks_idx', place)))
    WHERE place IN ('tillroll', 'tillroll_rebuild')
$$;
REVOKE EXECUTE ON FUNCTION tillroll.merge_marks FROM PUBLIC;

SELECT tillroll.create_trail('tillroll');
SELECT tillroll.index_trail('tillroll');
SELECT tillroll.create_trail_words('tillroll');
