-- Records a batch of appends as `append_events` does, and with each of them pieces taken out of the
-- stock, an answer, and a listing. Each is whole or not at all: one is refused where fewer pieces are
-- left than it takes (`lacking` is the article and `available` what is left), and where its key has
-- been answered (`answered`).
--
-- A batch holds at most one append that takes a piece of an article, and at most one with a key.
-- `takers`, `answerers` and `listed` say whose append it is. An answer with a status takes the place
-- of one under way.
CREATE FUNCTION tillroll.append_events_along(
    ids text[],
    versions bigint[],
    topics text[],
    states bytea[],
    firsts bigint[],
    claimants text[],
    scopes text[],
    names text[],
    postponed text[],
    dues timestamptz[],
    takers text[],
    owners text[],
    articles text[],
    pieces bigint[],
    answerers text[],
    identities text[],
    paths text[],
    keys text[],
    fingerprints text[],
    statuses bigint[],
    bodies bytea[],
    headers text[],
    answered_at timestamptz[],
    kept_untils timestamptz[],
    listed text[],
    merchants text[],
    dialects text[],
    progresses text[],
    emails text[],
    created timestamptz[],
    updated timestamptz[]
) RETURNS TABLE (
    refused text,
    standing bigint,
    holder text,
    overlapped boolean,
    lacking text,
    available bigint,
    answered boolean
)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    begun_at CONSTANT bigint := tillroll.newest_position();
    barred text[] := '{}';
    refusal record;
BEGIN
    -- The same turn that `append_events` takes; until the commit nobody else is in here.
    PERFORM pg_advisory_xact_lock(8388354993986432108);

    DELETE FROM tillroll.answers AS old
    USING unnest(identities, paths, keys, answered_at) AS new (identity, path, key, at)
    WHERE (old.identity, old.path, old.key) = (new.identity, new.path, new.key)
        AND old.kept_until <= new.at;

    FOR refusal IN
        SELECT new.id
        FROM unnest(answerers, identities, paths, keys, statuses) AS new (id, identity, path, key, status)
        JOIN tillroll.answers AS old USING (identity, path, key)
        WHERE old.status IS NOT NULL OR new.status = 0
    LOOP
        barred := barred || refusal.id;
        RETURN QUERY SELECT refusal.id, 0::bigint, NULL::text, false, NULL::text, NULL::bigint, true;
    END LOOP;

    FOR refusal IN
        SELECT DISTINCT ON (new.id) new.id, new.article, coalesce(product.stock, 0) AS stock
        FROM unnest(takers, owners, articles, pieces) AS new (id, merchant, article, pieces)
        LEFT JOIN tillroll.products AS product
            ON product.merchant = new.merchant AND product.id = new.article
        WHERE new.pieces > 0
            AND new.id <> ALL (barred)
            AND (product.id IS NULL OR product.stock < new.pieces)
        ORDER BY new.id, new.article
    LOOP
        barred := barred || refusal.id;
        RETURN QUERY SELECT refusal.id, 0::bigint, NULL::text, false, refusal.article, refusal.stock, false;
    END LOOP;

    IF barred <> '{}' THEN
        SELECT
            array_agg(event.id ORDER BY place),
            array_agg(event.version ORDER BY place),
            array_agg(event.topic ORDER BY place),
            array_agg(event.state ORDER BY place),
            array_agg(event.first ORDER BY place)
        INTO ids, versions, topics, states, firsts
        FROM unnest(ids, versions, topics, states, firsts) WITH ORDINALITY
            AS event (id, version, topic, state, first, place)
        WHERE event.id <> ALL (barred);
        SELECT
            coalesce(array_agg(claim.id), '{}'),
            coalesce(array_agg(claim.scope), '{}'),
            coalesce(array_agg(claim.value), '{}')
        INTO claimants, scopes, names
        FROM unnest(claimants, scopes, names) AS claim (id, scope, value)
        WHERE claim.id <> ALL (barred);
        SELECT coalesce(array_agg(deadline.id), '{}'), coalesce(array_agg(deadline.due), '{}')
        INTO postponed, dues
        FROM unnest(postponed, dues) AS deadline (id, due)
        WHERE deadline.id <> ALL (barred);
    END IF;

    IF ids IS NOT NULL THEN
        FOR refusal IN
            SELECT *
            FROM tillroll.append_events(
                ids, versions, topics, states, firsts, claimants, scopes, names, postponed, dues,
                begun_at
            ) AS given (id, latest, holder, overlapped)
        LOOP
            barred := barred || refusal.id;
            RETURN QUERY
            SELECT
                refusal.id, refusal.latest, refusal.holder, refusal.overlapped,
                NULL::text, NULL::bigint, false;
        END LOOP;
    END IF;

    UPDATE tillroll.products AS product
    SET stock = product.stock - new.pieces
    FROM unnest(takers, owners, articles, pieces) AS new (id, merchant, article, pieces)
    WHERE product.merchant = new.merchant
        AND product.id = new.article
        AND product.stock IS NOT NULL
        AND new.id <> ALL (barred);

    INSERT INTO tillroll.answers AS old
        (identity, path, key, fingerprint, status, body, headers, kept_until)
    SELECT
        new.identity, new.path, new.key, new.fingerprint, nullif(new.status, 0), new.body,
        new.headers, new.kept_until
    FROM unnest(
        answerers, identities, paths, keys, fingerprints, statuses, bodies, headers, kept_untils
    ) AS new (id, identity, path, key, fingerprint, status, body, headers, kept_until)
    WHERE new.id <> ALL (barred)
    ON CONFLICT (identity, path, key) DO UPDATE SET
        fingerprint = excluded.fingerprint,
        status = excluded.status,
        body = excluded.body,
        headers = excluded.headers,
        kept_until = excluded.kept_until
    WHERE old.status IS NULL;

    INSERT INTO tillroll.listings
        (checkout_id, merchant, dialect, progress, email, created_at, updated_at)
    SELECT new.id, new.merchant, new.dialect, new.progress, nullif(new.email, ''), new.created, new.updated
    FROM unnest(listed, merchants, dialects, progresses, emails, created, updated)
        AS new (id, merchant, dialect, progress, email, created, updated)
    WHERE new.id <> ALL (barred)
    ON CONFLICT (checkout_id) DO UPDATE SET
        progress = excluded.progress,
        email = excluded.email,
        updated_at = excluded.updated_at;
END;
$$;
