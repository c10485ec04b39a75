-- A row of the trail keeps no search terms: the index computes them (`trail_marks`) from the columns that have the values
-- already, from the words of its text, each after a space, and from the assigned ids (`N` and the id after the character 1).
-- Before, a changed cart had 207 bytes of terms beside 99 bytes of the same values.
--
-- A request id that is a UUID is stored as its 16 bytes (`events/request_ids.py`).
--
-- Ids of checkouts and of requests are looked up by their hashes (`hashtext`), and compared then. A total is indexed as the
-- nearest bigint, so that equal totals share their place in the index.
--
-- It writes the table anew, some ten seconds for a hundred thousand events. Sales wait for that, since servers start after it.
CREATE FUNCTION tillroll.trail_marks(
    place bigint, merchant text, topic text, actor text, dialect text, operation text, address text, stage text,
    words text, assigned text
) RETURNS tsvector
-- PostgreSQL puts the expression in the place of a call, so that it costs no call for each row.
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT array_to_tsvector(string_to_array(
        substr(
            replace(
                chr(1) || 'M' || merchant || chr(1) || 'T' || topic || chr(1) || 'A' || actor || chr(1) || 'D' || dialect
                    || chr(1) || 'O' || operation || chr(1) || 'I' || address || chr(1) || 'S' || stage
                    || replace(words, ' ', chr(1) || 'W'),
                chr(1),
                chr(1) || to_hex(place >> 13)
            ),
            2
        ) || coalesce(assigned, ''),
        chr(1)
    ))
$$;

CREATE FUNCTION tillroll.indexed_total(total numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT least(greatest(total, -9223372036854775807), 9223372036854775807)::bigint
$$;

-- Makes the tables of the trail for a rebuild too. Columns of a fixed length come first, so that none needs padding. A
-- version is in a checkout, so an integer has room for it.
CREATE OR REPLACE FUNCTION tillroll.create_trail(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE TABLE %1$I.trail (
            position bigint PRIMARY KEY WITH (fillfactor = 100),
            at timestamptz NOT NULL,
            version integer NOT NULL,
            changes_bytes integer NOT NULL,
            checkout_id text COLLATE "C" NOT NULL,
            topic text COLLATE "C" NOT NULL,
            merchant text COLLATE "C" NOT NULL,
            actor text COLLATE "C" NOT NULL,
            dialect text COLLATE "C" NOT NULL,
            operation text COLLATE "C" NOT NULL,
            request_id bytea NOT NULL,
            address text COLLATE "C" NOT NULL,
            user_agent text COLLATE "C" NOT NULL,
            idempotency_key text COLLATE "C" NOT NULL,
            reference text COLLATE "C",
            stage text COLLATE "C" NOT NULL,
            currency text COLLATE "C" NOT NULL,
            total numeric NOT NULL,
            changes bytea NOT NULL,
            words text COLLATE "C" NOT NULL,
            assigned text COLLATE "C",
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

CREATE OR REPLACE FUNCTION tillroll.index_trail(place text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        $ddl$
        CREATE INDEX trail_checkout_id_idx ON %1$I.trail (hashtext(checkout_id), position);
        CREATE INDEX trail_request_id_idx ON %1$I.trail (hashtext(encode(request_id, 'hex')));
        CREATE INDEX trail_reference_idx ON %1$I.trail (reference, position) WHERE reference IS NOT NULL;
        CREATE INDEX trail_total_idx ON %1$I.trail (tillroll.indexed_total(total));
        CREATE INDEX trail_marks_idx ON %1$I.trail USING gin (
            tillroll.trail_marks(
                position, merchant, topic, actor, dialect, operation, address, stage, words, assigned
            )
        ) WITH (fastupdate = on);
        $ddl$,
        place
    );
END;
$$;

-- The table of before, with its comment and its privileges, in the new form.
CREATE SCHEMA tillroll_step;
SELECT tillroll.create_trail('tillroll_step');

INSERT INTO tillroll_step.trail (
    position, at, version, changes_bytes, checkout_id, topic, merchant, actor, dialect, operation, request_id, address,
    user_agent, idempotency_key, reference, stage, currency, total, changes, peer, words, assigned
)
SELECT
    position, at, version, changes_bytes, checkout_id, topic, merchant, actor, dialect, operation,
    CASE
        WHEN request_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN '\x00'::bytea || uuid_send(request_id::uuid)
        ELSE '\x01'::bytea || convert_to(request_id, 'UTF8')
    END,
    address, user_agent, idempotency_key, reference, stage, currency, total, changes, peer, terms.words, terms.assigned
FROM tillroll.trail
CROSS JOIN LATERAL (
    SELECT
        coalesce(
            string_agg(
                CASE WHEN term = bucket || 'P' THEN ' *' ELSE ' ' || substr(term, length(bucket) + 2) END,
                '' ORDER BY term COLLATE "C"
            ) FILTER (WHERE term = bucket || 'P' OR starts_with(term, bucket || 'W')),
            ''
        ),
        string_agg(chr(1) || term, '' ORDER BY term COLLATE "C") FILTER (WHERE starts_with(term, 'N'))
    FROM to_hex(position >> 13) AS bucket, unnest(tsvector_to_array(marks)) AS term
) AS terms (words, assigned)
ORDER BY position;

DO $$
DECLARE
    comment text := obj_description('tillroll.trail'::regclass, 'pg_class');
    granted record;
BEGIN
    IF comment IS NOT NULL THEN
        EXECUTE format('COMMENT ON TABLE tillroll_step.trail IS %L', comment);
    END IF;
    FOR granted IN
        SELECT grantee::regrole AS role, string_agg(privilege_type, ', ') AS privileges
        FROM pg_class, aclexplode(relacl) AS item
        WHERE oid = 'tillroll.trail'::regclass AND grantee <> relowner AND grantee <> 0
        GROUP BY grantee
    LOOP
        EXECUTE format('GRANT %s ON tillroll_step.trail TO %s', granted.privileges, granted.role);
    END LOOP;
END;
$$;

DROP TABLE tillroll.trail;
ALTER TABLE tillroll_step.trail SET SCHEMA tillroll;
DROP SCHEMA tillroll_step CASCADE;
SELECT tillroll.index_trail('tillroll');
ANALYZE tillroll.trail;
