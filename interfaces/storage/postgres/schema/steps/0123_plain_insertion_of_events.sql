-- As before, but a batch of which nothing is refused is inserted without ON CONFLICT, which looks for each version twice: that was
-- a seventh of a batch of 64 events. A version that another transaction has recorded breaks the primary key instead. The block
-- is a subtransaction, so a batch has two numbers of transactions; positions are those of the outer one, which followers see.
CREATE OR REPLACE FUNCTION tillroll.append(
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
    broken text;
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
        BEGIN
            before_first := tillroll.begin_positions();
            INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state, notification_id)
            SELECT event.id, event.version, event.topic, event.state, before_first + event.place
            FROM unnest(ids, versions, topics, states) WITH ORDINALITY AS event (id, version, topic, state, place)
            ORDER BY event.id COLLATE "C", event.version;
            recorded := wanted;
        EXCEPTION
            WHEN unique_violation THEN
                GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
                IF broken <> 'checkout_events_pkey' THEN
                    RAISE;
                END IF;
                recorded := 0;
        END;
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
