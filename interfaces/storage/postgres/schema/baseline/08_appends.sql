-- The position of the newest event, or 0.
CREATE FUNCTION tillroll.newest_position() RETURNS bigint
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(max(notification_id), 0) FROM tillroll.checkout_events
$$;

-- Records a batch of appends, each one whole or not at all, and returns those that it refused.
--
-- An event is one place of the first five arrays: whose, which version, topic, state, and the first
-- version of its append. A batch holds at most one append for a checkout and at most one claim to a
-- name. An append is refused where `first` is not the version after the one that stands, or where
-- another checkout (`holder`) has a name that it claims. One that is refused was `overlapped` where
-- its first version was recorded by somebody else after position `begun_at`, that is: after this
-- statement began to wait for its turn.
--
-- Followers read by notification_id and would miss an event that commits after a higher id was
-- seen. So appends take turns, from before the first id is drawn until the commit. The turn is an
-- advisory lock and not the library's EXCLUSIVE lock on the table, which ANALYZE and autovacuum
-- would hold up; ROW EXCLUSIVE, taken before an id is drawn, still excludes a library recorder that
-- writes to this table. Each statement here sees all that was committed before the locks were had.
--
-- Most batches refuse nothing, claim no name and move no deadline; each of these is a statement by
-- itself, since one for all of them took twice the time of the insertion.
CREATE FUNCTION tillroll.append_events(
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
    begun_at bigint DEFAULT tillroll.newest_position()
) RETURNS TABLE (refused text, standing bigint, holder text, overlapped boolean)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    barred text[];
BEGIN
    PERFORM pg_advisory_xact_lock(8388354993986432108);
    LOCK TABLE tillroll.checkout_events IN ROW EXCLUSIVE MODE;
    NOTIFY checkout_events;

    barred := ARRAY(
        SELECT event.id
        FROM unnest(ids, versions, firsts) AS event (id, version, first)
        WHERE event.version = event.first
            AND event.first - 1 <> coalesce(
                (
                    SELECT max(latest.originator_version)
                    FROM tillroll.checkout_events AS latest
                    WHERE latest.originator_id = event.id
                        -- What is older is not looked for; so the index is entered where it ends.
                        AND latest.originator_version >= event.first - 1
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
        INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state)
        SELECT * FROM unnest(ids, versions, topics, states);
    ELSE
        RETURN QUERY
        SELECT
            event.id,
            coalesce(
                (
                    SELECT latest.originator_version
                    FROM tillroll.checkout_events AS latest
                    WHERE latest.originator_id = event.id
                    ORDER BY latest.originator_version DESC
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
                    AND taker.notification_id > begun_at
            )
        FROM unnest(ids, versions, firsts) AS event (id, version, first)
        WHERE event.version = event.first AND event.id = ANY (barred);

        INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state)
        SELECT event.id, event.version, event.topic, event.state
        FROM unnest(ids, versions, topics, states) WITH ORDINALITY
            AS event (id, version, topic, state, place)
        WHERE event.id <> ALL (barred)
        ORDER BY event.place;
    END IF;

    IF claimants <> '{}' THEN
        INSERT INTO tillroll.names (scope, value, checkout_id)
        SELECT claim.scope, claim.value, claim.id
        FROM unnest(claimants, scopes, names) AS claim (id, scope, value)
        WHERE claim.id <> ALL (barred)
        ON CONFLICT DO NOTHING;
    END IF;

    IF postponed <> '{}' THEN
        INSERT INTO tillroll.deadlines (checkout_id, due)
        SELECT deadline.id, deadline.due
        FROM unnest(postponed, dues) AS deadline (id, due)
        WHERE deadline.id <> ALL (barred)
        ON CONFLICT (checkout_id) DO UPDATE SET due = excluded.due;
    END IF;
END;
$$;
