-- States of checkouts at some of their versions, so that reading a long history need not begin at
-- its first event. All of it is derived: rows may be missing, and the table may be emptied.
--
-- `at` is the time of the event that made the version; `format` names the shape of `state`.
CREATE TABLE tillroll.snapshots (
    checkout_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    at timestamptz NOT NULL,
    format text COLLATE "C" NOT NULL,
    state bytea NOT NULL,
    PRIMARY KEY (checkout_id, version)
);
