-- The keys of data that must not stay. A row that is gone is a key that is destroyed.
CREATE TABLE tillroll.data_keys (
    checkout_id text COLLATE "C" NOT NULL,
    data_class text COLLATE "C" NOT NULL,
    key bytea NOT NULL,
    destroy_after timestamptz NOT NULL,
    PRIMARY KEY (checkout_id, data_class)
);

CREATE INDEX data_keys_destroy_after_idx ON tillroll.data_keys (destroy_after);

-- Random keys of this installation, by what they are for. Every process that serves the database has the same.
CREATE TABLE tillroll.installation_keys (
    purpose text COLLATE "C" PRIMARY KEY,
    key bytea NOT NULL
);
