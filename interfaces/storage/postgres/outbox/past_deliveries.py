"""Stores deliveries with attempts of the past, for a demo installation. Nothing is sent for them but by a resend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.types.numeric import Int4, Int8

from application.ports.webhooks.webhook_log import DeliveryState
from application.ports.webhooks.webhook_outbox import AttemptResult
from application.webhooks.callbacks import OutgoingRequest
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.outbox.rows import content, plain

_KEEP = """
WITH kept AS (
    INSERT INTO tillroll.deliveries
        (position, place, checkout_id, version, merchant, channel, method, url, headers, body,
         receiver, state, made_at, due, attempts, failures)
    SELECT notification_id, 0, originator_id, originator_version, $3, $4, $5, $6, $7, $8, $9, $10,
        $11, $12, $13, $14
    FROM tillroll.checkout_events WHERE originator_id = $1 AND originator_version = $2
    ON CONFLICT (position, place) DO NOTHING
    RETURNING id
)
INSERT INTO tillroll.delivery_attempts
    (delivery_id, number, at, outcome, status, milliseconds, problem)
SELECT kept.id, made.number, made.at, made.outcome, made.status, made.milliseconds, made.problem
FROM kept, unnest($15::timestamptz[], $16::text[], $17::integer[], $18::bigint[], $19::text[])
    WITH ORDINALITY AS made (at, outcome, status, milliseconds, problem, number)
"""


@dataclass(frozen=True, kw_only=True)
class PastDelivery:
    """One callback caused by the event of `version`, with its attempts and their times. `due` is set while it waits."""

    checkout_id: str
    version: int
    merchant: str
    request: OutgoingRequest
    state: DeliveryState
    made_at: datetime
    due: datetime | None
    attempts: Sequence[tuple[datetime, AttemptResult]]


class PastDeliveries:
    """Stores through a pool that it does not own."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def keep(self, delivery: PastDelivery) -> None:
        """Store a delivery, unless its event has one. Raises StoreUnavailable."""
        row = content(delivery.request)
        results = [result for _, result in delivery.attempts]
        await self._pool.rows(
            _KEEP,
            (
                delivery.checkout_id,
                Int8(delivery.version),
                plain(delivery.merchant),
                *(
                    row[name]
                    for name in ("channel", "method", "url", "headers", "body", "receiver")
                ),
                delivery.state.value,
                delivery.made_at,
                delivery.due,
                Int4(len(results)),
                Int4(len(results) - (delivery.state is DeliveryState.DELIVERED)),
                [at for at, _ in delivery.attempts],
                [each.outcome.value for each in results],
                [each.status for each in results],
                [each.milliseconds for each in results],
                [each.problem for each in results],
            ),
        )
