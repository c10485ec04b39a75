-- The answers to requests that were sent with a key, so that the same request sent again is answered
-- the same and does nothing. Without a status the request is still under way.
CREATE TABLE tillroll.answers (
    identity text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint text NOT NULL,
    status integer,
    body bytea,
    headers text,
    kept_until timestamptz NOT NULL,
    PRIMARY KEY (identity, path, key)
);

CREATE INDEX answers_kept_until_idx ON tillroll.answers (kept_until);

-- The checkouts whose shop prices them, as they stand, to be listed.
CREATE TABLE tillroll.listings (
    checkout_id text COLLATE "C" PRIMARY KEY,
    merchant text COLLATE "C" NOT NULL,
    dialect text COLLATE "C" NOT NULL,
    progress text COLLATE "C" NOT NULL,
    email text COLLATE "C",
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX listings_merchant_idx ON tillroll.listings (merchant, created_at, checkout_id);
