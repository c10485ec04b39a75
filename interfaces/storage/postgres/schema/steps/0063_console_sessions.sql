-- The sessions of readers in the console. A session is found by the SHA-256 of its token, which only the cookie has.
-- Empty texts are what the reader has not chosen.
CREATE TABLE tillroll.console_sessions (
    token_digest bytea PRIMARY KEY,
    key_digest bytea NOT NULL,
    reader text COLLATE "C" NOT NULL,
    person text COLLATE "C" NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    language text COLLATE "C" NOT NULL,
    zone text COLLATE "C" NOT NULL,
    theme text COLLATE "C" NOT NULL
);
CREATE INDEX console_sessions_started_at_idx ON tillroll.console_sessions (started_at);
