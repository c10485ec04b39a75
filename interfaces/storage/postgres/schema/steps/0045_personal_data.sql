-- The mark of a key is a hash of it. It names a key that is destroyed, in a list outside of the database too. Keys of
-- earlier versions have none.
ALTER TABLE tillroll.data_keys ADD COLUMN mark bytea;

-- ANALYZE would copy a sample of the keys to pg_statistic, where they outlive their destruction. The change to the same
-- type removes what it has copied already.
ALTER TABLE tillroll.data_keys ALTER COLUMN key TYPE bytea, ALTER COLUMN key SET STATISTICS 0;

-- By what a person is found: the HMAC of a normalised e-mail address, phone number, name, national id or network
-- address, with a key of the installation. The rows of a checkout are deleted with its key.
CREATE TABLE tillroll.person_index (
    kind text COLLATE "C" NOT NULL,
    term bytea NOT NULL,
    checkout_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (kind, term, checkout_id)
);
ALTER TABLE tillroll.person_index ALTER COLUMN term SET STATISTICS 0;
CREATE INDEX person_index_checkout_id_idx ON tillroll.person_index (checkout_id);

-- The keys that are destroyed, and when. The rows are the record of erasures and stay.
CREATE TABLE tillroll.destroyed_keys (
    checkout_id text COLLATE "C" NOT NULL,
    data_class text COLLATE "C" NOT NULL,
    mark bytea NOT NULL,
    destroyed_at timestamptz NOT NULL,
    PRIMARY KEY (checkout_id, data_class, mark)
);

-- Deletes a key and what was indexed with it, and records that. The lock on the key keeps a request that indexes a
-- person at the same time before or after all of it.
CREATE FUNCTION tillroll.destroy_key(owner text, class text, at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    found_mark bytea;
BEGIN
    SELECT coalesce(mark, ''::bytea) INTO found_mark FROM tillroll.data_keys
    WHERE checkout_id = owner AND data_class = class
    FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF class = 'person' THEN
        DELETE FROM tillroll.person_index WHERE checkout_id = owner;
    END IF;
    UPDATE tillroll.data_keys SET key = ''::bytea WHERE checkout_id = owner AND data_class = class;
    DELETE FROM tillroll.data_keys WHERE checkout_id = owner AND data_class = class;
    INSERT INTO tillroll.destroyed_keys (checkout_id, data_class, mark, destroyed_at)
    VALUES (owner, class, found_mark, at)
    ON CONFLICT (checkout_id, data_class, mark) DO UPDATE SET destroyed_at = excluded.destroyed_at;
END;
$$;

-- Returns the key of a person's data, which is the new one if there was none, and indexes terms for it.
CREATE FUNCTION tillroll.seal_person(
    owner text,
    kinds text[],
    terms bytea[],
    new_key bytea,
    due timestamptz,
    new_mark bytea
) RETURNS bytea
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    found_key bytea;
BEGIN
    LOOP
        SELECT key INTO found_key FROM tillroll.data_keys
        WHERE checkout_id = owner AND data_class = 'person'
        FOR KEY SHARE;
        EXIT WHEN FOUND;
        INSERT INTO tillroll.data_keys (checkout_id, data_class, key, destroy_after, mark)
        VALUES (owner, 'person', new_key, due, new_mark)
        ON CONFLICT DO NOTHING;
    END LOOP;
    INSERT INTO tillroll.person_index (kind, term, checkout_id)
    SELECT new.kind, new.term, owner FROM unnest(kinds, terms) AS new (kind, term)
    ON CONFLICT DO NOTHING;
    RETURN found_key;
END;
$$;
