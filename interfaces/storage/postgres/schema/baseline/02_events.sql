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
