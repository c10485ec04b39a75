CREATE SCHEMA tillroll;

-- The steps that this database has, the baseline included.
CREATE TABLE tillroll.migrations (
    number integer PRIMARY KEY,
    name text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
