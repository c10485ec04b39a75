-- The archive: files of Parquet that have the events of finished checkouts instead of `checkout_events`.
--
-- The last event of a checkout always stays in `checkout_events`. So the primary key there goes on deciding who has a version,
-- an append needs to know nothing of the archive, and a history whose first row is not the next version tells a reader that
-- the events before it are archived.

-- Folders and buckets by their place. A folder that was moved gets its new place here.
CREATE TABLE tillroll.archive_folders (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    place text NOT NULL UNIQUE
);

-- Files of a merchant and the month in which its checkouts ended (its first day). `state` is 'written' until all of its
-- checkouts are moved, then 'moved', and 'restored' once its events are in the database again. `revision` rises with each
-- transaction that moves events out of the database or back.
CREATE TABLE tillroll.archive_files (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    folder_id int NOT NULL REFERENCES tillroll.archive_folders,
    name text COLLATE "C" NOT NULL,
    month date NOT NULL,
    merchant text COLLATE "C" NOT NULL,
    bytes bigint NOT NULL,
    sha256 bytea NOT NULL,
    checkouts bigint NOT NULL,
    events bigint NOT NULL,
    first_position bigint NOT NULL,
    last_position bigint NOT NULL,
    made_at timestamptz NOT NULL,
    state text COLLATE "C" NOT NULL CHECK (state IN ('written', 'moved', 'restored')),
    revision bigint NOT NULL DEFAULT 0,
    UNIQUE (folder_id, name)
);

-- Versions of a checkout that are in a file and no longer in `checkout_events`: those from `first_version` to
-- `last_version`, in these row groups of the file. `digest` is the SHA-256 over them. A checkout that was changed later and
-- archived again has several rows.
CREATE TABLE tillroll.archived_checkouts (
    checkout_id text COLLATE "C" NOT NULL,
    first_version bigint NOT NULL,
    last_version bigint NOT NULL,
    file_id bigint NOT NULL REFERENCES tillroll.archive_files,
    row_groups int[] NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (checkout_id, first_version),
    CHECK (first_version > 0 AND last_version >= first_version)
);
CREATE INDEX archived_checkouts_file_idx ON tillroll.archived_checkouts (file_id);
