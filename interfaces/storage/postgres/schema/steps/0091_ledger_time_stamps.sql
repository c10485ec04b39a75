-- Time stamps (RFC 3161) of signed heads. `checkpoint` has the bytes that were stamped: the note of the head as it was
-- then, which may get further cosignatures. `response` is the answer of the authority, `time` the time that it states.
CREATE TABLE tillroll.ledger_time_stamps (
    ledger text COLLATE "C" NOT NULL,
    origin text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    at timestamptz NOT NULL,
    time timestamptz NOT NULL,
    checkpoint bytea NOT NULL,
    response bytea NOT NULL,
    PRIMARY KEY (ledger, origin, size)
);

-- When the authority was last asked, how often it failed since the last time stamp, and why.
CREATE TABLE tillroll.ledger_time_stamping (
    ledger text COLLATE "C" NOT NULL,
    origin text COLLATE "C" NOT NULL,
    requested_at timestamptz NOT NULL,
    failures int NOT NULL,
    problem text,
    PRIMARY KEY (ledger, origin)
);
