-- The ledger of events: a Merkle tree with one entry for each event, in the order of their positions, and its signed
-- heads. `ledger` names the tree (`events`). An index is the rank of a record by position, from 0, and has no gaps.

-- How far a ledger is. `problem` says why its tree does not grow or its head is not signed.
CREATE TABLE tillroll.ledger_state (
    ledger text COLLATE "C" PRIMARY KEY,
    size bigint NOT NULL,
    position bigint NOT NULL,
    problem text
);

-- Bundles of 256 entries of 75 bytes, with the positions of the first and the last one. A bundle that is not full yet is
-- in several rows, one for each step, so that a step does not write it whole; `start` is the place of their first entry.
CREATE TABLE tillroll.ledger_bundles (
    ledger text COLLATE "C" NOT NULL,
    n bigint NOT NULL,
    start int NOT NULL,
    first_position bigint NOT NULL,
    last_position bigint NOT NULL,
    entries bytea NOT NULL,
    PRIMARY KEY (ledger, n, start)
);
CREATE UNIQUE INDEX ledger_bundles_first_position_idx ON tillroll.ledger_bundles (ledger, first_position);

-- Tiles of C2SP tlog-tiles: 256 hashes of 32 bytes each, the last one of a level fewer. The last one of level 0 is not
-- here: its hashes are those of the entries. Hashes and entries cannot be compressed.
CREATE TABLE tillroll.ledger_tiles (
    ledger text COLLATE "C" NOT NULL,
    level int NOT NULL,
    n bigint NOT NULL,
    hashes bytea NOT NULL,
    PRIMARY KEY (ledger, level, n)
);
ALTER TABLE tillroll.ledger_tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;
ALTER TABLE tillroll.ledger_bundles ALTER COLUMN entries SET STORAGE EXTERNAL;

-- Signed heads. `note` is the whole signed note; lines of cosignatures are added to it.
CREATE TABLE tillroll.ledger_heads (
    ledger text COLLATE "C" NOT NULL,
    origin text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    at timestamptz NOT NULL,
    is_cosigned boolean NOT NULL DEFAULT false,
    note bytea NOT NULL,
    PRIMARY KEY (ledger, origin, size)
);
CREATE INDEX ledger_heads_at_idx ON tillroll.ledger_heads (ledger, at) WHERE NOT is_cosigned;
