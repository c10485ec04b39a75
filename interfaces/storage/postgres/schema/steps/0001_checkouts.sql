CREATE SCHEMA tillroll;

-- The steps that this database has taken, this one included.
CREATE TABLE tillroll.migrations (
    number integer PRIMARY KEY,
    name text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);

-- The events, in the table layout of the eventsourcing library for text ids, so that the library's
-- own recorder can read and follow them. Ids compare byte by byte: faster, and an upgrade of the
-- operating system's collations cannot damage the index.
CREATE TABLE tillroll.checkout_events (
    originator_id text COLLATE "C" NOT NULL,
    originator_version bigint NOT NULL,
    topic text,
    state bytea,
    notification_id bigserial,
    PRIMARY KEY (originator_id, originator_version)
) WITH (
    autovacuum_enabled = true,
    autovacuum_vacuum_threshold = 100000000,
    autovacuum_vacuum_scale_factor = 0.5,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.01
);

CREATE UNIQUE INDEX checkout_events_notification_id_idx
    ON tillroll.checkout_events (notification_id ASC);

-- Other names of a checkout, unique in their scope.
CREATE TABLE tillroll.names (
    scope text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    checkout_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (scope, value)
);

-- When a checkout has to be looked at again.
CREATE TABLE tillroll.deadlines (
    checkout_id text COLLATE "C" PRIMARY KEY,
    due timestamptz NOT NULL
);

CREATE INDEX deadlines_due_idx ON tillroll.deadlines (due);

-- Refused attempts. JSON is kept as text: jsonb would refuse \u0000 and reorder what was asked.
CREATE TABLE tillroll.refusals (
    id bigserial PRIMARY KEY,
    checkout_id text COLLATE "C" NOT NULL,
    merchant text NOT NULL,
    version bigint NOT NULL,
    at timestamptz NOT NULL,
    reason text NOT NULL,
    facts text NOT NULL,
    operation text NOT NULL,
    asked text NOT NULL,
    provenance text NOT NULL
);

CREATE INDEX refusals_checkout_id_idx ON tillroll.refusals (checkout_id, id);

-- Records a batch of appends, each one whole or not at all, and returns those that it refused.
--
-- An event is one place of the first five arrays: whose, which version, topic, state, and the first
-- version of its append. A batch holds at most one append for a checkout and at most one claim to a
-- name. An append is refused where `first` is not the version after the one that stands, or where
-- another checkout (`holder`) has a name that it claims.
--
-- Followers read by notification_id and would miss an event that commits after a higher id was
-- seen. So appends take turns, from before the first id is drawn until the commit. The turn is an
-- advisory lock and not the library's EXCLUSIVE lock on the table, which ANALYZE and autovacuum
-- would hold up; ROW EXCLUSIVE, taken before an id is drawn, still excludes a library recorder that
-- writes to this table. Each statement here sees all that was committed before the locks were had.
CREATE FUNCTION tillroll.append_events(
    ids text[],
    versions bigint[],
    topics text[],
    states bytea[],
    firsts bigint[],
    claimants text[],
    scopes text[],
    names text[],
    postponed text[],
    dues timestamptz[]
) RETURNS TABLE (refused text, standing bigint, holder text)
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(8388354993986432108);
    LOCK TABLE tillroll.checkout_events IN ROW EXCLUSIVE MODE;
    NOTIFY checkout_events;
    RETURN QUERY
    WITH given AS MATERIALIZED (
        SELECT
            event.*,
            coalesce(
                (
                    SELECT latest.originator_version
                    FROM tillroll.checkout_events AS latest
                    WHERE latest.originator_id = event.id
                    ORDER BY latest.originator_version DESC
                    LIMIT 1
                ),
                0
            ) AS latest
        FROM unnest(ids, versions, topics, states, firsts) WITH ORDINALITY
            AS event (id, version, topic, state, first, place)
    ),
    claims AS MATERIALIZED (
        SELECT claim.id, claim.scope, claim.value, taken.checkout_id AS holder
        FROM unnest(claimants, scopes, names) AS claim (id, scope, value)
        LEFT JOIN tillroll.names AS taken
            ON taken.scope = claim.scope
            AND taken.value = claim.value
            AND taken.checkout_id <> claim.id
    ),
    refusals AS MATERIALIZED (
        SELECT given.id, given.latest, max(claims.holder) AS holder
        FROM given
        LEFT JOIN claims ON claims.id = given.id
        WHERE given.version = given.first
        GROUP BY given.id, given.latest, given.first
        HAVING given.latest <> given.first - 1 OR max(claims.holder) IS NOT NULL
    ),
    recorded AS (
        INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state)
        SELECT given.id, given.version, given.topic, given.state
        FROM given
        WHERE given.id NOT IN (SELECT refusals.id FROM refusals)
        ORDER BY given.place
    ),
    named AS (
        INSERT INTO tillroll.names (scope, value, checkout_id)
        SELECT claims.scope, claims.value, claims.id
        FROM claims
        WHERE claims.id NOT IN (SELECT refusals.id FROM refusals)
        ON CONFLICT DO NOTHING
    ),
    dated AS (
        INSERT INTO tillroll.deadlines (checkout_id, due)
        SELECT deadline.id, deadline.due
        FROM unnest(postponed, dues) AS deadline (id, due)
        WHERE deadline.id NOT IN (SELECT refusals.id FROM refusals)
        ON CONFLICT (checkout_id) DO UPDATE SET due = excluded.due
    )
    SELECT refusals.id, refusals.latest, refusals.holder FROM refusals;
END;
$$;
