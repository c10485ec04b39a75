-- As before, for batches with several appends that take the same article. Where they take more than there is together,
-- nothing is recorded, and TS001 says so: then they are sent again in statements that take it once each. Articles are
-- looked for once. An article that gets a stock after that got it after the purchase.
CREATE OR REPLACE FUNCTION tillroll.append_along(
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
    since pg_snapshot,
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
    updated timestamptz[],
    users text[],
    use_owners text[],
    used text[],
    uses bigint[]
) RETURNS TABLE (
    refused text,
    latest bigint,
    holder text,
    overlapped boolean,
    lacking text,
    available bigint,
    answered boolean,
    used_up text
)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    begun CONSTANT pg_snapshot := coalesce(since, pg_current_snapshot());
    barred text[] := '{}';
    has_over boolean := false;
    has_stock boolean := false;
    refusal record;
    wanted bigint;
    recorded bigint;
BEGIN
    IF pg_is_in_recovery() THEN
        PERFORM pg_current_xact_id();
    END IF;
    IF answerers <> '{}' THEN
        FOR refusal IN
            SELECT new.id, old.kept_until <= new.at AS is_over
            FROM unnest(answerers, identities, paths, keys, statuses, answered_at)
                AS new (id, identity, path, key, status, at)
            JOIN tillroll.answers AS old USING (identity, path, key)
            WHERE old.kept_until <= new.at OR old.status IS NOT NULL OR new.status = 0
        LOOP
            IF refusal.is_over THEN
                has_over := true;
                CONTINUE;
            END IF;
            barred := barred || refusal.id;
            RETURN QUERY
            SELECT refusal.id, 0::bigint, NULL::text, false, NULL::text, NULL::bigint, true, NULL::text;
        END LOOP;
    END IF;

    IF takers <> '{}' THEN
        -- Of articles that are missing or have a stock. Most have none, so that this finds no row.
        FOR refusal IN
            SELECT
                new.id, new.article, coalesce(product.stock, 0) AS stock,
                new.pieces > 0 AND (product.id IS NULL OR product.stock < new.pieces) AS is_lacking
            FROM unnest(takers, owners, articles, pieces) AS new (id, merchant, article, pieces)
            LEFT JOIN tillroll.products AS product
                ON product.merchant = new.merchant AND product.id = new.article
            WHERE new.id <> ALL (barred) AND (product.id IS NULL OR product.stock IS NOT NULL)
            ORDER BY new.id, new.article
        LOOP
            has_stock := true;
            CONTINUE WHEN NOT refusal.is_lacking OR refusal.id = ANY (barred);
            barred := barred || refusal.id;
            RETURN QUERY
            SELECT
                refusal.id, 0::bigint, NULL::text, false, refusal.article, refusal.stock, false,
                NULL::text;
        END LOOP;
        IF has_stock AND EXISTS (
            SELECT FROM unnest(takers, owners, articles, pieces) AS new (id, merchant, article, pieces)
            JOIN tillroll.products AS product
                ON product.merchant = new.merchant AND product.id = new.article
            WHERE new.pieces > 0 AND new.id <> ALL (barred)
            GROUP BY product.merchant, product.id
            HAVING sum(new.pieces) > product.stock
        ) THEN
            RAISE 'The appends together take more pieces of an article than there are.'
                USING ERRCODE = 'TS001';
        END IF;
    END IF;

    IF users <> '{}' THEN
        FOR refusal IN
            SELECT DISTINCT ON (new.id) new.id, new.discount
            FROM unnest(users, use_owners, used, uses) AS new (id, merchant, discount, uses)
            JOIN tillroll.discounts AS discount
                ON discount.merchant = new.merchant AND discount.id = new.discount
            WHERE new.uses > 0
                AND new.id <> ALL (barred)
                AND (
                    discount.uses >= discount.max_uses
                    OR tillroll.uses_by_buyer(new.merchant, new.discount, new.id)
                        >= discount.max_uses_per_buyer
                )
            ORDER BY new.id, new.discount
        LOOP
            barred := barred || refusal.id;
            RETURN QUERY
            SELECT
                refusal.id, 0::bigint, NULL::text, false, NULL::text, NULL::bigint, false,
                refusal.discount;
        END LOOP;
    END IF;

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
        IF ids IS NULL THEN
            RETURN;
        END IF;
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

    FOR refusal IN
        SELECT *
        FROM tillroll.append(
            ids, versions, topics, states, firsts, claimants, scopes, names, postponed, dues, begun
        ) AS given (id, latest, holder, overlapped)
    LOOP
        barred := barred || refusal.id;
        RETURN QUERY
        SELECT
            refusal.id, refusal.latest, refusal.holder, refusal.overlapped,
            NULL::text, NULL::bigint, false, NULL::text;
    END LOOP;

    IF has_stock THEN
        PERFORM FROM (
            SELECT FROM tillroll.products AS product
            WHERE (product.merchant, product.id) IN (
                    SELECT new.merchant, new.article
                    FROM unnest(takers, owners, articles) AS new (id, merchant, article)
                    WHERE new.id <> ALL (barred)
                )
                AND product.stock IS NOT NULL
            ORDER BY product.merchant, product.id
            FOR NO KEY UPDATE
        ) AS locked;
        IF EXISTS (
            SELECT FROM unnest(takers, owners, articles, pieces) AS new (id, merchant, article, pieces)
            LEFT JOIN tillroll.products AS product
                ON product.merchant = new.merchant AND product.id = new.article
            WHERE new.pieces > 0 AND new.id <> ALL (barred)
            GROUP BY new.merchant, new.article, product.merchant, product.id
            HAVING product.id IS NULL OR sum(new.pieces) > product.stock
        ) THEN
            RAISE 'Another transaction has taken the last pieces.'
                USING ERRCODE = 'serialization_failure', DETAIL = begun::text;
        END IF;
        UPDATE tillroll.products AS product
        SET stock = product.stock - changed.pieces
        FROM (
            SELECT new.merchant, new.article, sum(new.pieces)::bigint AS pieces
            FROM unnest(takers, owners, articles, pieces) AS new (id, merchant, article, pieces)
            WHERE new.id <> ALL (barred)
            GROUP BY new.merchant, new.article
        ) AS changed
        WHERE product.merchant = changed.merchant
            AND product.id = changed.article
            AND product.stock IS NOT NULL;
    END IF;

    IF users <> '{}' THEN
        PERFORM FROM (
            SELECT
            FROM unnest(users, use_owners, used) AS new (id, merchant, discount)
            JOIN tillroll.discounts AS discount
                ON discount.merchant = new.merchant AND discount.id = new.discount
            WHERE new.id <> ALL (barred)
            ORDER BY discount.merchant, discount.id
            FOR NO KEY UPDATE OF discount
        ) AS locked;
        IF EXISTS (
            SELECT FROM unnest(users, use_owners, used, uses) AS new (id, merchant, discount, uses)
            JOIN tillroll.discounts AS discount
                ON discount.merchant = new.merchant AND discount.id = new.discount
            WHERE new.uses > 0
                AND new.id <> ALL (barred)
                AND (
                    discount.uses >= discount.max_uses
                    OR tillroll.uses_by_buyer(new.merchant, new.discount, new.id)
                        >= discount.max_uses_per_buyer
                )
        ) THEN
            RAISE 'Another transaction has used a discount up.'
                USING ERRCODE = 'serialization_failure', DETAIL = begun::text;
        END IF;
        WITH wanted AS (
            SELECT new.*
            FROM unnest(users, use_owners, used, uses) AS new (id, merchant, discount, uses)
            WHERE new.id <> ALL (barred)
        ), taken AS (
            INSERT INTO tillroll.discount_uses (merchant, discount, checkout_id)
            SELECT wanted.merchant, wanted.discount, wanted.id FROM wanted WHERE wanted.uses > 0
            ON CONFLICT DO NOTHING
            RETURNING merchant, discount
        ), returned AS (
            DELETE FROM tillroll.discount_uses AS old USING wanted
            WHERE wanted.uses < 0
                AND (old.merchant, old.discount, old.checkout_id)
                    = (wanted.merchant, wanted.discount, wanted.id)
            RETURNING old.merchant, old.discount
        ), changed AS (
            SELECT each.merchant, each.discount, sum(each.uses)::bigint AS uses
            FROM (
                SELECT merchant, discount, 1 AS uses FROM taken
                UNION ALL
                SELECT merchant, discount, -1 FROM returned
            ) AS each
            GROUP BY each.merchant, each.discount
        )
        UPDATE tillroll.discounts AS discount
        SET uses = discount.uses + changed.uses
        FROM changed
        WHERE (discount.merchant, discount.id) = (changed.merchant, changed.discount);
    END IF;

    IF answerers <> '{}' THEN
        IF has_over THEN
            PERFORM FROM (
                SELECT
                FROM unnest(answerers, identities, paths, keys) AS new (id, identity, path, key)
                JOIN tillroll.answers AS old USING (identity, path, key)
                WHERE new.id <> ALL (barred)
                ORDER BY identity, path, key
                FOR UPDATE OF old
            ) AS locked;
            DELETE FROM tillroll.answers AS old
            USING unnest(answerers, identities, paths, keys, answered_at) AS new (id, identity, path, key, at)
            WHERE (old.identity, old.path, old.key) = (new.identity, new.path, new.key)
                AND new.id <> ALL (barred)
                AND old.kept_until <= new.at;
        END IF;
        wanted := cardinality(answerers);
        IF barred <> '{}' THEN
            SELECT count(*) INTO wanted FROM unnest(answerers) AS new (id) WHERE new.id <> ALL (barred);
        END IF;
        INSERT INTO tillroll.answers AS old
            (identity, path, key, fingerprint, status, body, headers, kept_until)
        SELECT
            new.identity, new.path, new.key, new.fingerprint, nullif(new.status, 0), new.body,
            new.headers, new.kept_until
        FROM unnest(
            answerers, identities, paths, keys, fingerprints, statuses, bodies, headers, kept_untils
        ) AS new (id, identity, path, key, fingerprint, status, body, headers, kept_until)
        WHERE new.id <> ALL (barred)
        ORDER BY new.identity COLLATE "C", new.path COLLATE "C", new.key COLLATE "C"
        ON CONFLICT (identity, path, key) DO UPDATE SET
            fingerprint = excluded.fingerprint,
            status = excluded.status,
            body = excluded.body,
            headers = excluded.headers,
            kept_until = excluded.kept_until
        WHERE old.status IS NULL AND excluded.status IS NOT NULL;
        GET DIAGNOSTICS recorded = ROW_COUNT;
        IF recorded < wanted THEN
            RAISE 'Another transaction has answered one of the keys.'
                USING ERRCODE = 'serialization_failure', DETAIL = begun::text;
        END IF;
    END IF;

    IF listed <> '{}' THEN
        INSERT INTO tillroll.listings
            (checkout_id, merchant, dialect, progress, email, created_at, updated_at)
        SELECT
            new.id, new.merchant, new.dialect, new.progress, nullif(new.email, ''), new.created,
            new.updated
        FROM unnest(listed, merchants, dialects, progresses, emails, created, updated)
            AS new (id, merchant, dialect, progress, email, created, updated)
        WHERE new.id <> ALL (barred)
        ORDER BY new.id COLLATE "C"
        ON CONFLICT (checkout_id) DO UPDATE SET
            progress = excluded.progress,
            email = excluded.email,
            updated_at = excluded.updated_at;
    END IF;
END;
$$;
