-- Positions of events rise with the numbers of transactions: a position is the base of the epoch, plus 8,192 for each number
-- since the epoch began, plus the place in the transaction, from 1. Gaps are usual and mean nothing to a follower. So appends
-- take no turns, and a follower reads what is below each transaction that may still write (`tillroll.horizon`).
--
-- An epoch begins where the numbers of transactions begin anew: here, and where a dump is restored into another cluster. Its
-- base is the highest position before it. Positions up to the base of the first epoch were drawn from a sequence.
CREATE TABLE tillroll.epochs (
    base bigint PRIMARY KEY,
    first_number bigint NOT NULL,
    system_identifier bigint NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now()
);

-- No event is inserted without a position from here on. The library's own recorder can neither insert events nor follow them:
-- by position alone it would pass over events that are committed later.
ALTER TABLE tillroll.checkout_events ALTER COLUMN notification_id DROP DEFAULT;
DROP SEQUENCE tillroll.checkout_events_notification_id_seq;
COMMENT ON COLUMN tillroll.checkout_events.notification_id IS
    'By transaction: read below tillroll.horizon() only. The recorder of the eventsourcing library would pass over events.';

-- Begins an epoch above all positions, unless the last one is of this cluster. Returns whether it did. Appends wait meanwhile.
CREATE FUNCTION tillroll.begin_epoch() RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    here bigint;
BEGIN
    SELECT system_identifier INTO here FROM pg_control_system();
    IF here = (SELECT system_identifier FROM tillroll.epochs ORDER BY base DESC LIMIT 1) THEN
        RETURN false;
    END IF;
    LOCK TABLE tillroll.checkout_events IN SHARE ROW EXCLUSIVE MODE;
    INSERT INTO tillroll.epochs (base, first_number, system_identifier)
    SELECT
        greatest(
            (SELECT max(notification_id) FROM tillroll.checkout_events),
            (SELECT max(notification_id) FROM tillroll.trail_tracking WHERE application_name <> '__migration__'),
            (SELECT max(notification_id) FROM tillroll.deliveries_tracking WHERE application_name <> '__migration__'),
            (SELECT max(base) + 1 FROM tillroll.epochs),
            0
        ),
        pg_current_xact_id()::text::bigint,
        here;
    RETURN true;
END;
$$;
REVOKE EXECUTE ON FUNCTION tillroll.begin_epoch FROM PUBLIC;

-- The position before the first one of a transaction.
CREATE FUNCTION tillroll.position_before(transaction_number bigint) RETURNS bigint
LANGUAGE sql STABLE
AS $$
    SELECT base + (transaction_number - first_number) * 8192 FROM tillroll.epochs ORDER BY base DESC LIMIT 1
$$;

-- The position before the first one of this transaction, which gets a number by it. The table of events has to be locked
-- before (ROW EXCLUSIVE): `tillroll.horizon` relies on that. Raises an error where the epoch is of another cluster.
CREATE FUNCTION tillroll.begin_positions() RETURNS bigint
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    own_number CONSTANT bigint := pg_current_xact_id()::text::bigint;
    epoch tillroll.epochs%ROWTYPE;
BEGIN
    SELECT * INTO epoch FROM tillroll.epochs ORDER BY base DESC LIMIT 1;
    IF own_number <= epoch.first_number
        OR epoch.system_identifier <> (SELECT system_identifier FROM pg_control_system())
    THEN
        RAISE 'This database was restored into another PostgreSQL, and no epoch has begun: start the server again.'
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN epoch.base + (own_number - epoch.first_number) * 8192;
END;
$$;

-- Up to where events can be read: nothing appears there any more. `is_limited` says whether a transaction that may still write
-- is in the way. What is read has to be of a later snapshot than the call.
--
-- A writer locks the table of events before it gets its number. So a transaction with a number below the end of this snapshot
-- has ended, or writes, or holds its number without that lock and never writes. A number that the table of locks does not show
-- counts as a writer's: a transaction gets its number a moment before it locks it. The locks are looked at only where a
-- transaction is open. On a standby they do not tell of writers.
CREATE FUNCTION tillroll.horizon(OUT up_to bigint, OUT is_limited boolean)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    seen CONSTANT pg_snapshot := pg_current_snapshot();
    lowest xid8 := pg_snapshot_xmin(seen);
BEGIN
    IF lowest < pg_snapshot_xmax(seen) AND NOT pg_is_in_recovery() THEN
        WITH held AS MATERIALIZED (
            SELECT locktype, transactionid, virtualtransaction
            FROM pg_locks
            WHERE granted
                AND (
                    (locktype = 'transactionid' AND mode = 'ExclusiveLock')
                    OR (
                        locktype = 'relation'
                        AND mode = 'RowExclusiveLock'
                        AND relation = 'tillroll.checkout_events'::regclass
                        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    )
                )
        )
        SELECT min(opened.number) INTO lowest
        FROM pg_snapshot_xip(seen) AS opened (number)
        WHERE pg_xact_status(opened.number) = 'in progress'
            AND NOT EXISTS (
                SELECT FROM held AS own
                WHERE own.locktype = 'transactionid'
                    AND own.transactionid = opened.number::xid
                    AND NOT EXISTS (
                        SELECT FROM held AS written
                        WHERE written.locktype = 'relation'
                            AND written.virtualtransaction = own.virtualtransaction
                    )
            );
        lowest := coalesce(lowest, pg_snapshot_xmax(seen));
    END IF;
    is_limited := lowest < pg_snapshot_xmax(seen);
    up_to := tillroll.position_before(lowest::text::bigint);
END;
$$;

SELECT tillroll.begin_epoch();
