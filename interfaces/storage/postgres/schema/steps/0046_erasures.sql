-- Every key has a mark, so that each erasure names one key.
UPDATE tillroll.data_keys SET mark = sha256('tillroll data key'::bytea || key) WHERE mark IS NULL;
ALTER TABLE tillroll.data_keys ALTER COLUMN mark SET NOT NULL;

-- The policy of retention that was applied last. One row at most.
CREATE TABLE tillroll.retention (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    policy text NOT NULL
);

-- The plan of each requested erasure: one row for each key. With the times of destruction it is the certificate.
CREATE TABLE tillroll.erasures (
    id text COLLATE "C" NOT NULL,
    checkout_id text COLLATE "C" NOT NULL,
    data_class text COLLATE "C" NOT NULL,
    mark bytea NOT NULL,
    merchant text COLLATE "C" NOT NULL,
    cause text COLLATE "C" NOT NULL,
    requested_by text COLLATE "C" NOT NULL,
    dialect text COLLATE "C" NOT NULL,
    operation text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    requested_at timestamptz NOT NULL,
    destroyed_at timestamptz,
    PRIMARY KEY (id, checkout_id, data_class, mark)
);
CREATE INDEX erasures_open_idx ON tillroll.erasures (id, checkout_id, data_class, mark)
WHERE destroyed_at IS NULL;
CREATE INDEX erasures_mark_idx ON tillroll.erasures (mark) WHERE destroyed_at IS NULL;

-- Deletes a key and what was indexed with it, and records that, also in plans. `wanted` is the mark of the key; with
-- NULL it may be any. The lock on the key keeps a request that indexes a person, and a plan that is recorded, before or
-- after all of it. The first time of a destruction stays, so that the server's role needs to change no row.
DROP FUNCTION tillroll.destroy_key(text, text, timestamptz);
CREATE FUNCTION tillroll.destroy_key(owner text, class text, at timestamptz, wanted bytea) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    found_mark bytea;
BEGIN
    SELECT mark INTO found_mark FROM tillroll.data_keys
    WHERE checkout_id = owner AND data_class = class AND (wanted IS NULL OR mark = wanted)
    FOR UPDATE;
    IF FOUND THEN
        IF class = 'person' THEN
            DELETE FROM tillroll.person_index WHERE checkout_id = owner;
        END IF;
        UPDATE tillroll.data_keys SET key = ''::bytea WHERE checkout_id = owner AND data_class = class;
        DELETE FROM tillroll.data_keys WHERE checkout_id = owner AND data_class = class;
        INSERT INTO tillroll.destroyed_keys (checkout_id, data_class, mark, destroyed_at)
        VALUES (owner, class, found_mark, at)
        ON CONFLICT DO NOTHING;
    END IF;
    UPDATE tillroll.erasures SET destroyed_at = at
    WHERE mark = coalesce(found_mark, wanted) AND checkout_id = owner AND data_class = class
        AND destroyed_at IS NULL;
END;
$$;
