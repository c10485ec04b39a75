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

-- Old cosigned heads are thinned out by the minute in which they were signed.
CREATE INDEX ledger_heads_cosigned_at_idx ON tillroll.ledger_heads (ledger, origin, at) WHERE is_cosigned;
