-- Random keys of this installation, by what they are for. Every process that serves the database has the same.
CREATE TABLE tillroll.installation_keys (
    purpose text COLLATE "C" PRIMARY KEY,
    key bytea NOT NULL
);
