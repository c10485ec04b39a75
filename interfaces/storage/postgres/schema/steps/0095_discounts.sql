-- The discounts of merchants. Amounts are minor units, rates basis points; without a code a discount is automatic. Appends
-- count `uses`, those that `discount_uses` has.
CREATE TABLE tillroll.discounts (
    merchant text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    value bigint NOT NULL,
    code text COLLATE "C",
    method text NOT NULL,
    priority bigint NOT NULL,
    articles text[] NOT NULL,
    min_subtotal bigint NOT NULL,
    starts_at timestamptz,
    ends_at timestamptz,
    max_uses bigint,
    max_uses_per_buyer bigint,
    combines boolean NOT NULL,
    uses bigint NOT NULL,
    PRIMARY KEY (merchant, id)
);
CREATE INDEX discounts_code_idx ON tillroll.discounts (merchant, lower(code)) WHERE code IS NOT NULL;
CREATE INDEX discounts_automatic_idx ON tillroll.discounts (merchant) WHERE code IS NULL;

-- The committed purchases with a discount whose uses are limited. A row has no data of its buyer: the index of persons
-- says which checkouts have one buyer, until the buyer's data is erased.
CREATE TABLE tillroll.discount_uses (
    merchant text COLLATE "C" NOT NULL,
    discount text COLLATE "C" NOT NULL,
    checkout_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (merchant, discount, checkout_id)
);

-- How often the buyer of a checkout has used a discount: the purchases with an e-mail address of this one.
CREATE FUNCTION tillroll.uses_by_buyer(owner text, wanted text, buying text) RETURNS bigint
LANGUAGE sql STABLE
AS $$
    SELECT count(DISTINCT past.checkout_id)
    FROM tillroll.person_index AS mine
    JOIN tillroll.person_index AS other ON other.kind = mine.kind AND other.term = mine.term
    JOIN tillroll.discount_uses AS past ON past.checkout_id = other.checkout_id
    WHERE mine.checkout_id = buying
        AND mine.kind = 'email'
        AND past.merchant = owner
        AND past.discount = wanted
$$;

-- Replaces the discounts of a merchant, but for their uses. Rows that do not change are left alone: an append that counts
-- a use would wait for them.
CREATE FUNCTION tillroll.put_discounts(owner text, new_discounts jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM tillroll.discounts
    WHERE merchant = owner
        AND id NOT IN (SELECT new.id FROM jsonb_to_recordset(new_discounts) AS new (id text));
    UPDATE tillroll.discounts AS old
    SET title = new.title,
        kind = new.kind,
        value = new.value,
        code = new.code,
        method = new.method,
        priority = new.priority,
        articles = new.articles,
        min_subtotal = new.min_subtotal,
        starts_at = new.starts_at,
        ends_at = new.ends_at,
        max_uses = new.max_uses,
        max_uses_per_buyer = new.max_uses_per_buyer,
        combines = new.combines
    FROM jsonb_populate_recordset(NULL::tillroll.discounts, new_discounts) AS new
    WHERE old.merchant = owner
        AND old.id = new.id
        AND (
            old.title, old.kind, old.value, old.code, old.method, old.priority, old.articles,
            old.min_subtotal, old.starts_at, old.ends_at, old.max_uses, old.max_uses_per_buyer,
            old.combines
        ) IS DISTINCT FROM (
            new.title, new.kind, new.value, new.code, new.method, new.priority, new.articles,
            new.min_subtotal, new.starts_at, new.ends_at, new.max_uses, new.max_uses_per_buyer,
            new.combines
        );
    IF EXISTS (
        SELECT FROM tillroll.discount_uses AS past
        JOIN jsonb_to_recordset(new_discounts) AS new (id text) ON new.id = past.discount
        LEFT JOIN tillroll.discounts AS old ON old.merchant = owner AND old.id = new.id
        WHERE past.merchant = owner AND old.id IS NULL
    ) THEN
        -- One that was removed comes back. No append counts a use of it while its uses are counted here.
        PERFORM pg_advisory_xact_lock(8388354993986432108);
    END IF;
    INSERT INTO tillroll.discounts
    SELECT
        owner, new.id, new.title, new.kind, new.value, new.code, new.method, new.priority,
        new.articles, new.min_subtotal, new.starts_at, new.ends_at, new.max_uses,
        new.max_uses_per_buyer, new.combines,
        (
            SELECT count(*) FROM tillroll.discount_uses AS past
            WHERE past.merchant = owner AND past.discount = new.id
        )
    FROM jsonb_populate_recordset(NULL::tillroll.discounts, new_discounts) AS new
    WHERE NOT EXISTS (
        SELECT FROM tillroll.discounts AS old WHERE old.merchant = owner AND old.id = new.id
    );
END;
$$;

-- Puts what is given as JSON into a merchant's catalogue, all of it or nothing. Tables that are absent or null stay as
-- they are; the other ones are replaced, but for `products`, which are added to. With `only_these`, products that are
-- not given are sold no more. With `if_empty`, a catalogue that has any product stays as it is.
DROP FUNCTION tillroll.put_catalogue;
CREATE FUNCTION tillroll.put_catalogue(
    owner text,
    offer jsonb,
    only_these boolean,
    if_empty boolean
) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(8388354993667716204);
    IF if_empty AND EXISTS (SELECT FROM tillroll.products WHERE merchant = owner) THEN
        RETURN;
    END IF;
    IF only_these THEN
        DELETE FROM tillroll.products
        WHERE merchant = owner
            AND id NOT IN (
                SELECT new.id FROM jsonb_to_recordset(offer -> 'products') AS new (id text)
            );
    END IF;
    INSERT INTO tillroll.products
    SELECT
        owner, new.id, new.title, new.unit_price, new.tax_class, new.weight, new.stock, new.delivery,
        new.most_per_order
    FROM jsonb_populate_recordset(NULL::tillroll.products, offer -> 'products') AS new
    ORDER BY new.id
    ON CONFLICT (merchant, id) DO UPDATE SET
        title = excluded.title,
        unit_price = excluded.unit_price,
        tax_class = excluded.tax_class,
        weight = excluded.weight,
        stock = excluded.stock,
        delivery = excluded.delivery,
        most_per_order = excluded.most_per_order;
    IF jsonb_typeof(offer -> 'tax_rates') = 'array' THEN
        DELETE FROM tillroll.tax_rates WHERE merchant = owner;
        INSERT INTO tillroll.tax_rates
        SELECT
            owner, row_number() OVER (), new.name, new.rate, new."on", new.country, new.state,
            new.tax_class
        FROM jsonb_populate_recordset(NULL::tillroll.tax_rates, offer -> 'tax_rates') AS new;
    END IF;
    IF jsonb_typeof(offer -> 'shipping_options') = 'array' THEN
        DELETE FROM tillroll.shipping_options WHERE merchant = owner;
        INSERT INTO tillroll.shipping_options
        SELECT
            owner, row_number() OVER (), new.id, new.title, new.price, new.kind, new.subtitle,
            new.carrier, new.country, new.state, new.min_weight, new.max_weight, new.min_subtotal,
            new.max_subtotal, new.free_over
        FROM jsonb_populate_recordset(NULL::tillroll.shipping_options, offer -> 'shipping_options') AS new;
    END IF;
    IF jsonb_typeof(offer -> 'discounts') = 'array' THEN
        PERFORM tillroll.put_discounts(owner, offer -> 'discounts');
    END IF;
END;
$$;

-- Records a batch of appends as before, and with each of them uses of discounts: `users` says whose append it is, and
-- `uses` is 1, or -1 for one that is returned. An append is refused where a discount has no use left (`used_up`),
-- altogether or for its buyer. A batch holds at most one append with a use of a discount. A discount that the merchant
-- has removed stays as it was quoted.
DROP FUNCTION tillroll.append_events_along;
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
    updated timestamptz[],
    users text[],
    use_owners text[],
    used text[],
    uses bigint[]
) RETURNS TABLE (
    refused text,
    standing bigint,
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
        RETURN QUERY SELECT refusal.id, 0::bigint, NULL::text, false, NULL::text, NULL::bigint, true, NULL::text;
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
        RETURN QUERY SELECT refusal.id, 0::bigint, NULL::text, false, refusal.article, refusal.stock, false, NULL::text;
    END LOOP;

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
                NULL::text, NULL::bigint, false, NULL::text;
        END LOOP;
    END IF;

    UPDATE tillroll.products AS product
    SET stock = product.stock - new.pieces
    FROM unnest(takers, owners, articles, pieces) AS new (id, merchant, article, pieces)
    WHERE product.merchant = new.merchant
        AND product.id = new.article
        AND product.stock IS NOT NULL
        AND new.id <> ALL (barred);

    IF users <> '{}' THEN
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
