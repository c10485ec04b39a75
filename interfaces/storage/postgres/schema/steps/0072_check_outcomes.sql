-- What each `tillroll check` found: when it ended, how long it took, what it replayed and compared, and by which version.
CREATE TABLE tillroll.check_outcomes (
    id bigserial PRIMARY KEY,
    at timestamptz NOT NULL,
    milliseconds bigint NOT NULL,
    tillroll text COLLATE "C" NOT NULL,
    checkouts bigint NOT NULL,
    events bigint NOT NULL,
    snapshots bigint NOT NULL,
    trail_rows bigint NOT NULL,
    clear_events bigint NOT NULL,
    differences bigint NOT NULL
);
