-- Records a batch of appends, each one whole or not at all, and returns those that it refused.
--
-- An event is one place of the first five arrays: whose, which version, topic, state, and the first version of its append. A
-- batch holds at most one append for a checkout and at most one claim to a name, and up to 8,191 events. An append is refused
-- where `first` is not the version after the latest one, or where another checkout (`holder`) has a name that it claims. One
-- that is refused was `overlapped` where its first version was committed after the statement began: after the snapshot
-- `since`, or this call's.
--
-- Appends take no turn. Versions are checked before the transaction has a number. So the event before a new one has a lower
-- number, and a lower position. The primary key is the referee: where another transaction was faster with a version or a name,
-- error 40001 takes all back, with the snapshot as its detail, and the caller sends the batch again. Rows are written in one
-- order everywhere (events, names, deadlines, then the inline writes; each table by its key), so that two batches wait in one
-- direction only.
--
-- Nobody is notified here: NOTIFY holds a lock of the whole cluster until a standby has answered.
CREATE FUNCTION tillroll.append(
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
    since pg_snapshot DEFAULT NULL
) RETURNS TABLE (refused text, latest bigint, holder text, overlapped boolean)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    begun CONSTANT pg_snapshot := coalesce(since, pg_current_snapshot());
    barred text[];
    wanted bigint := cardinality(ids);
    recorded bigint;
    before_first bigint;
    epoch tillroll.epochs%ROWTYPE;
BEGIN
    IF wanted > 8191 THEN
        RAISE 'An append has at most 8191 events.' USING ERRCODE = 'program_limit_exceeded';
    END IF;
    IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
        RAISE 'An append is the first change of its transaction.' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF pg_is_in_recovery() THEN
        -- Raises 25006, before anything is compared with what a standby has.
        PERFORM pg_current_xact_id();
    END IF;
    LOCK TABLE tillroll.checkout_events IN ROW EXCLUSIVE MODE;

    barred := ARRAY(
        SELECT event.id
        FROM unnest(ids, versions, firsts) AS event (id, version, first)
        WHERE event.version = event.first
            AND event.first - 1 <> coalesce(
                (
                    SELECT max(known.originator_version)
                    FROM tillroll.checkout_events AS known
                    WHERE known.originator_id = event.id
                        -- What is older is not looked for; so the index is entered where it ends.
                        AND known.originator_version >= event.first - 1
                ),
                0
            )
    );
    IF claimants <> '{}' THEN
        barred := barred || ARRAY(
            SELECT claim.id
            FROM unnest(claimants, scopes, names) AS claim (id, scope, value)
            JOIN tillroll.names AS taken
                ON taken.scope = claim.scope
                AND taken.value = claim.value
                AND taken.checkout_id <> claim.id
        );
    END IF;

    IF barred = '{}' THEN
        before_first := tillroll.begin_positions();
        INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state, notification_id)
        SELECT event.id, event.version, event.topic, event.state, before_first + event.place
        FROM unnest(ids, versions, topics, states) WITH ORDINALITY AS event (id, version, topic, state, place)
        ORDER BY event.id COLLATE "C", event.version
        ON CONFLICT (originator_id, originator_version) DO NOTHING;
        GET DIAGNOSTICS recorded = ROW_COUNT;
    ELSE
        SELECT * INTO epoch FROM tillroll.epochs ORDER BY base DESC LIMIT 1;
        RETURN QUERY
        SELECT
            event.id,
            coalesce(
                (
                    SELECT known.originator_version
                    FROM tillroll.checkout_events AS known
                    WHERE known.originator_id = event.id
                    ORDER BY known.originator_version DESC
                    LIMIT 1
                ),
                0
            ),
            (
                SELECT max(taken.checkout_id)
                FROM unnest(claimants, scopes, names) AS claim (id, scope, value)
                JOIN tillroll.names AS taken USING (scope, value)
                WHERE claim.id = event.id AND taken.checkout_id <> claim.id
            ),
            EXISTS (
                SELECT FROM tillroll.checkout_events AS taker
                WHERE taker.originator_id = event.id
                    AND taker.originator_version = event.first
                    AND taker.notification_id > epoch.base
                    AND NOT pg_visible_in_snapshot(
                        (epoch.first_number + ((taker.notification_id - epoch.base) >> 13))::text::xid8, begun
                    )
            )
        FROM unnest(ids, versions, firsts) AS event (id, version, first)
        WHERE event.version = event.first AND event.id = ANY (barred);

        SELECT count(*) INTO wanted FROM unnest(ids) AS event (id) WHERE event.id <> ALL (barred);
        IF wanted = 0 THEN
            RETURN;
        END IF;
        before_first := tillroll.begin_positions();
        INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state, notification_id)
        SELECT event.id, event.version, event.topic, event.state, before_first + event.place
        FROM unnest(ids, versions, topics, states) WITH ORDINALITY AS event (id, version, topic, state, place)
        WHERE event.id <> ALL (barred)
        ORDER BY event.id COLLATE "C", event.version
        ON CONFLICT (originator_id, originator_version) DO NOTHING;
        GET DIAGNOSTICS recorded = ROW_COUNT;
    END IF;
    IF recorded < wanted THEN
        RAISE 'Another transaction has recorded one of the versions.'
            USING ERRCODE = 'serialization_failure', DETAIL = begun::text;
    END IF;

    IF claimants <> '{}' THEN
        INSERT INTO tillroll.names (scope, value, checkout_id)
        SELECT claim.scope, claim.value, claim.id
        FROM unnest(claimants, scopes, names) AS claim (id, scope, value)
        WHERE claim.id <> ALL (barred)
        ORDER BY claim.scope COLLATE "C", claim.value COLLATE "C"
        ON CONFLICT DO NOTHING;
        IF EXISTS (
            SELECT FROM unnest(claimants, scopes, names) AS claim (id, scope, value)
            JOIN tillroll.names AS taken USING (scope, value)
            WHERE claim.id <> ALL (barred) AND taken.checkout_id <> claim.id
        ) THEN
            RAISE 'Another checkout has taken one of the names.'
                USING ERRCODE = 'serialization_failure', DETAIL = begun::text;
        END IF;
    END IF;

    IF postponed <> '{}' THEN
        INSERT INTO tillroll.deadlines (checkout_id, due)
        SELECT deadline.id, deadline.due
        FROM unnest(postponed, dues) AS deadline (id, due)
        WHERE deadline.id <> ALL (barred)
        ORDER BY deadline.id COLLATE "C"
        ON CONFLICT (checkout_id) DO UPDATE SET due = excluded.due;
    END IF;
END;
$$;

-- Records a batch of appends as `append` does, and with each of them pieces taken out of the stock, uses of discounts, an
-- answer, and a listing. Each is whole or not at all: one is refused where fewer pieces are left than it takes (`lacking` is
-- the article and `available` what is left), where a discount has no use left (`used_up`), altogether or for its buyer, and
-- where its key has been answered (`answered`).
--
-- A batch holds at most one append that takes a piece of an article or uses a discount, and at most one with a key. `takers`,
-- `answerers`, `listed` and `users` say whose append it is. `uses` is 1, or -1 for one that is returned. An answer with a
-- status takes the place of one under way. A discount that the merchant has removed stays as it was quoted.
--
-- What is refused is found before the transaction has a number. Afterwards each row is locked in the order of its key, and
-- looked at again: error 40001 takes all back where it is another one by then.
CREATE FUNCTION tillroll.append_along(
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
    refusal record;
    wanted bigint;
    recorded bigint;
BEGIN
    IF pg_is_in_recovery() THEN
        PERFORM pg_current_xact_id();
    END IF;
    IF answerers <> '{}' THEN
        FOR refusal IN
            SELECT new.id
            FROM unnest(answerers, identities, paths, keys, statuses, answered_at)
                AS new (id, identity, path, key, status, at)
            JOIN tillroll.answers AS old USING (identity, path, key)
            WHERE old.kept_until > new.at AND (old.status IS NOT NULL OR new.status = 0)
        LOOP
            barred := barred || refusal.id;
            RETURN QUERY
            SELECT refusal.id, 0::bigint, NULL::text, false, NULL::text, NULL::bigint, true, NULL::text;
        END LOOP;
    END IF;

    IF takers <> '{}' THEN
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
            RETURN QUERY
            SELECT
                refusal.id, 0::bigint, NULL::text, false, refusal.article, refusal.stock, false,
                NULL::text;
        END LOOP;
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

    IF takers <> '{}' THEN
        PERFORM FROM (
            SELECT
            FROM unnest(takers, owners, articles) AS new (id, merchant, article)
            JOIN tillroll.products AS product
                ON product.merchant = new.merchant AND product.id = new.article
            WHERE new.id <> ALL (barred) AND product.stock IS NOT NULL
            ORDER BY product.merchant, product.id
            FOR NO KEY UPDATE OF product
        ) AS locked;
        IF EXISTS (
            SELECT FROM unnest(takers, owners, articles, pieces) AS new (id, merchant, article, pieces)
            LEFT JOIN tillroll.products AS product
                ON product.merchant = new.merchant AND product.id = new.article
            WHERE new.pieces > 0
                AND new.id <> ALL (barred)
                AND (product.id IS NULL OR product.stock < new.pieces)
        ) THEN
            RAISE 'Another transaction has taken the last pieces.'
                USING ERRCODE = 'serialization_failure', DETAIL = begun::text;
        END IF;
        UPDATE tillroll.products AS product
        SET stock = product.stock - new.pieces
        FROM unnest(takers, owners, articles, pieces) AS new (id, merchant, article, pieces)
        WHERE product.merchant = new.merchant
            AND product.id = new.article
            AND product.stock IS NOT NULL
            AND new.id <> ALL (barred);
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
        SELECT count(*) INTO wanted FROM unnest(answerers) AS new (id) WHERE new.id <> ALL (barred);
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

-- A server of an earlier version appends by turns and by positions of a sequence. It is refused.
DROP FUNCTION tillroll.append_events_along;
DROP FUNCTION tillroll.append_events;
DROP FUNCTION tillroll.newest_position;
CREATE FUNCTION tillroll.refuse_earlier_server() RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    RAISE 'This database is of a later tillroll. Stop the servers of the earlier version.'
        USING ERRCODE = 'object_not_in_prerequisite_state';
END;
$$;
CREATE FUNCTION tillroll.append_events(
    ids text[], versions bigint[], topics text[], states bytea[], firsts bigint[],
    claimants text[], scopes text[], names text[], postponed text[], dues timestamptz[],
    begun_at bigint DEFAULT 0
) RETURNS TABLE (refused text, standing bigint, holder text, overlapped boolean)
LANGUAGE sql VOLATILE
AS $$
    SELECT NULL::text, NULL::bigint, NULL::text, NULL::boolean FROM tillroll.refuse_earlier_server()
$$;
CREATE FUNCTION tillroll.append_events_along(
    text[], bigint[], text[], bytea[], bigint[], text[], text[], text[], text[], timestamptz[],
    text[], text[], text[], bigint[], text[], text[], text[], text[], text[], bigint[], bytea[], text[],
    timestamptz[], timestamptz[], text[], text[], text[], text[], text[], timestamptz[], timestamptz[],
    text[], text[], text[], bigint[]
) RETURNS TABLE (
    refused text, standing bigint, holder text, overlapped boolean,
    lacking text, available bigint, answered boolean, used_up text
)
LANGUAGE sql VOLATILE
AS $$
    SELECT
        NULL::text, NULL::bigint, NULL::text, NULL::boolean,
        NULL::text, NULL::bigint, NULL::boolean, NULL::text
    FROM tillroll.refuse_earlier_server()
$$;
