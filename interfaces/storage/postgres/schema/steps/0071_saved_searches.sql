-- Searches that readers of the console have named. A scope is the merchants of the key; null is all of them.
-- An address has conditions only, and no text by which a person is looked for.
CREATE TABLE tillroll.saved_searches (
    id text COLLATE "C" PRIMARY KEY,
    reader text COLLATE "C" NOT NULL,
    person text COLLATE "C" NOT NULL,
    scope text[] COLLATE "C",
    name text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    is_shared boolean NOT NULL,
    UNIQUE (reader, person, name)
);
CREATE INDEX saved_searches_scope_idx ON tillroll.saved_searches (scope) WHERE is_shared;
