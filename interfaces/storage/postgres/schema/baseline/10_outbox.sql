-- Callbacks to shops. One row for each that an event causes, recorded together with the position of
-- that event; `place` counts those of one event. A question to a shop, asked before there is an
-- event, has no position and is never claimed.
--
-- A delivery is sent while it waits, from `due` on, unless it was claimed and `claimed_until` has not
-- passed, or an earlier one about the same checkout to the same receiver is still waiting.
CREATE TABLE tillroll.deliveries (
    id bigserial PRIMARY KEY,
    position bigint,
    place integer NOT NULL,
    checkout_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    merchant text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    url text NOT NULL,
    headers text NOT NULL,
    body bytea NOT NULL,
    receiver text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    made_at timestamptz NOT NULL,
    due timestamptz,
    claimed_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0,
    UNIQUE (position, place)
) WITH (fillfactor = 80);

CREATE INDEX deliveries_due_idx ON tillroll.deliveries (receiver, due, id) WHERE state = 'waiting';
CREATE INDEX deliveries_line_idx ON tillroll.deliveries (checkout_id, receiver, id)
    WHERE state = 'waiting';
CREATE INDEX deliveries_checkout_idx ON tillroll.deliveries (checkout_id, id);
CREATE INDEX deliveries_state_idx ON tillroll.deliveries (state, id);

CREATE TABLE tillroll.delivery_attempts (
    delivery_id bigint NOT NULL REFERENCES tillroll.deliveries,
    number integer NOT NULL,
    at timestamptz NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    status integer,
    milliseconds bigint,
    problem text,
    PRIMARY KEY (delivery_id, number)
);

-- The library's table of positions, as it makes it; the second row is its version of the table.
CREATE TABLE tillroll.deliveries_tracking (
    application_name text PRIMARY KEY,
    notification_id bigint
);
INSERT INTO tillroll.deliveries_tracking VALUES ('__migration__', 1);

-- Claims what is due, up to `most` deliveries and for each receiver up to `each`, less what the caller
-- is `sending` to it already. The attempt is recorded as begun, with the claim, until its outcome is.
--
-- Each receiver is looked at by itself, so that a long line in front of one is never looked through for
-- another; and what somebody else is claiming is skipped.
CREATE FUNCTION tillroll.claim_deliveries(
    at timestamptz,
    until timestamptz,
    most bigint,
    each bigint,
    busy text[],
    sending bigint[]
) RETURNS TABLE (
    id bigint,
    number integer,
    checkout_id text,
    merchant text,
    channel text,
    method text,
    url text,
    headers text,
    body bytea,
    receiver text,
    failures integer
)
LANGUAGE sql VOLATILE
AS $$
    WITH RECURSIVE receivers AS (
        (
            SELECT first.receiver FROM tillroll.deliveries AS first
            WHERE first.state = 'waiting' ORDER BY first.receiver LIMIT 1
        )
        UNION ALL
        SELECT (
            SELECT next.receiver FROM tillroll.deliveries AS next
            WHERE next.state = 'waiting' AND next.receiver > receivers.receiver
            ORDER BY next.receiver LIMIT 1
        )
        FROM receivers WHERE receivers.receiver IS NOT NULL
    ),
    rooms AS (
        SELECT receivers.receiver, claim_deliveries.each - coalesce(known.sending, 0) AS room
        FROM receivers
        LEFT JOIN unnest(busy, sending) AS known (receiver, sending) USING (receiver)
        WHERE receivers.receiver IS NOT NULL
    ),
    chosen AS (
        SELECT head.id
        FROM rooms, LATERAL (
            SELECT candidate.id, candidate.due
            FROM tillroll.deliveries AS candidate
            WHERE candidate.receiver = rooms.receiver
                AND candidate.state = 'waiting'
                AND candidate.due <= claim_deliveries.at
                AND (
                    candidate.claimed_until IS NULL
                    OR candidate.claimed_until <= claim_deliveries.at
                )
                AND NOT EXISTS (
                    SELECT FROM tillroll.deliveries AS earlier
                    WHERE earlier.state = 'waiting'
                        AND earlier.checkout_id = candidate.checkout_id
                        AND earlier.receiver = candidate.receiver
                        AND earlier.id < candidate.id
                )
            ORDER BY candidate.due, candidate.id
            LIMIT greatest(rooms.room, 0)
            FOR UPDATE SKIP LOCKED
        ) AS head
        ORDER BY head.due, head.id
        LIMIT claim_deliveries.most
    ),
    claimed AS (
        UPDATE tillroll.deliveries AS delivery
        SET claimed_until = claim_deliveries.until, attempts = delivery.attempts + 1
        FROM chosen WHERE delivery.id = chosen.id
        RETURNING delivery.*
    ),
    begun AS (
        INSERT INTO tillroll.delivery_attempts (delivery_id, number, at, outcome)
        SELECT claimed.id, claimed.attempts, claim_deliveries.at, 'under way' FROM claimed
    )
    SELECT
        claimed.id, claimed.attempts, claimed.checkout_id, claimed.merchant, claimed.channel,
        claimed.method, claimed.url, claimed.headers, claimed.body, claimed.receiver,
        claimed.failures
    FROM claimed
    ORDER BY claimed.due, claimed.id;
$$;

-- Records what came of an attempt, and where the delivery stands then. Those behind it in its line wait
-- for as long as it does. A word that comes after the claim has passed to somebody else changes nothing
-- but the attempt, unless it is of success.
CREATE FUNCTION tillroll.settle_delivery(
    delivery bigint,
    attempt integer,
    outcome text,
    status integer,
    milliseconds bigint,
    problem text,
    state text,
    due timestamptz,
    failures integer
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    settled tillroll.deliveries%ROWTYPE;
BEGIN
    UPDATE tillroll.delivery_attempts AS made
    SET outcome = settle_delivery.outcome,
        status = settle_delivery.status,
        milliseconds = settle_delivery.milliseconds,
        problem = settle_delivery.problem
    WHERE made.delivery_id = settle_delivery.delivery
        AND made.number = settle_delivery.attempt
        AND made.outcome = 'under way';
    UPDATE tillroll.deliveries AS stood
    SET state = settle_delivery.state,
        due = CASE WHEN settle_delivery.state = 'waiting' THEN settle_delivery.due END,
        failures = settle_delivery.failures,
        claimed_until = NULL
    WHERE stood.id = settle_delivery.delivery
        AND stood.state = 'waiting'
        AND (
            settle_delivery.state = 'delivered'
            OR (stood.attempts = settle_delivery.attempt AND stood.claimed_until IS NOT NULL)
        )
    RETURNING stood.* INTO settled;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    UPDATE tillroll.deliveries AS behind
    SET due = settle_delivery.due
    WHERE behind.state = 'waiting'
        AND behind.checkout_id = settled.checkout_id
        AND behind.receiver = settled.receiver
        AND behind.id > settled.id;
END;
$$;
