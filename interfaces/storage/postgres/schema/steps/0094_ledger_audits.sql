-- What each `tillroll ledger audit` found: when it ended, how long it took, what it compared, and by which version.
-- `finding` says in one sentence what was found first; it is null if all was the same.
CREATE TABLE tillroll.ledger_audits (
    id bigserial PRIMARY KEY,
    ledger text COLLATE "C" NOT NULL,
    origin text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    milliseconds bigint NOT NULL,
    tillroll text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    heads bigint NOT NULL,
    erased bigint NOT NULL,
    differences bigint NOT NULL,
    finding text
);
