-- What each witness of a ledger last said. `size` is that of the newest head that it has cosigned, or says that it has.
-- `problem` says why it did not cosign the last head that it was sent; with `is_fork`, because the ledger does not
-- continue what it has cosigned.
CREATE TABLE tillroll.ledger_witnesses (
    ledger text COLLATE "C" NOT NULL,
    origin text COLLATE "C" NOT NULL,
    witness text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    cosigned_at timestamptz,
    requested_at timestamptz NOT NULL,
    problem text,
    is_fork boolean NOT NULL,
    PRIMARY KEY (ledger, origin, witness)
);
