"""Lists and resends deliveries in PostgreSQL; implements `application.ports.webhooks.webhook_log.WebhookLog`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString

from psycopg.types.numeric import Int8

from application.ports.webhooks.webhook_log import (
    AttemptOutcome,
    DeliveryAttempt,
    DeliveryCount,
    DeliveryState,
    WebhookDelivery,
    WebhookFilter,
)
from application.webhooks.callbacks import OutgoingRequest
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.reads import Reads
from interfaces.storage.postgres.outbox.rows import headers_from

_COLUMNS: LiteralString = """
    SELECT delivery.id, delivery.checkout_id, delivery.version, delivery.merchant,
        delivery.channel, delivery.method, delivery.url, delivery.receiver, delivery.state,
        delivery.made_at, delivery.due
    FROM tillroll.deliveries AS delivery
"""
_OF = _COLUMNS + "WHERE delivery.checkout_id = $1 ORDER BY delivery.id"
_ONE = _COLUMNS + "WHERE delivery.id = $1"
_REQUEST = "SELECT channel, method, url, headers, body FROM tillroll.deliveries WHERE id = $1"
_CONDITIONS: LiteralString = """
    WHERE delivery.id < $1 AND delivery.id > $2
        AND ($3::text IS NULL OR delivery.state = $3)
        AND ($4::text IS NULL OR delivery.checkout_id = $4)
        AND ($5::text IS NULL OR delivery.merchant = $5)
        AND ($6::text IS NULL OR delivery.receiver = $6)
        AND ($7::text[] IS NULL OR delivery.merchant = ANY($7))
    ORDER BY delivery.id
"""
_PAGE = _COLUMNS + _CONDITIONS + "DESC LIMIT $8"
_PAGE_AFTER = _COLUMNS + _CONDITIONS + "LIMIT $8"
# One look into the index of checkouts for each, which has few deliveries.
_PARKED = """
    SELECT named.id FROM unnest($1::text[]) AS named (id)
    WHERE EXISTS (
        SELECT FROM tillroll.deliveries WHERE checkout_id = named.id AND state = 'parked'
    )
"""
_ATTEMPTS = """
    SELECT delivery_id, number, at, outcome, status, milliseconds, problem
    FROM tillroll.delivery_attempts WHERE delivery_id = ANY($1) ORDER BY delivery_id, number
"""
# A valid claim stays: a delivery that is being sent is not sent a second time for this.
_RESEND = """
    UPDATE tillroll.deliveries SET state = 'waiting', due = $2, failures = 0
    WHERE id = $1 AND position IS NOT NULL AND url <> ''
    RETURNING id
"""
# Delivered ones are too many to count on every request.
_COUNT = """
    SELECT state, count(*) FROM tillroll.deliveries
    WHERE state IN ('waiting', 'ended', 'parked') GROUP BY state
"""
_COUNT_BY_RECEIVER = """
    SELECT state, receiver, count(*), min(made_at),
        min(due) FILTER (WHERE state = 'waiting')
    FROM tillroll.deliveries
    WHERE state IN ('waiting', 'ended', 'parked')
        AND ($1::text[] IS NULL OR merchant = ANY($1))
    GROUP BY state, receiver ORDER BY state, receiver
"""
_LAST = 2**63 - 1


class PostgresWebhookLog:
    """Reads and resends through a pool that it does not own."""

    def __init__(self, pool: Reads) -> None:
        self._pool = pool

    async def of(self, checkout_id: str) -> Sequence[WebhookDelivery]:
        """Return all deliveries of one checkout, oldest first. Raises StoreUnavailable."""
        if not can_be_key(checkout_id):
            return []
        return await self._with_attempts(await self._pool.rows(_OF, (checkout_id,)))

    async def one(self, delivery_id: int) -> WebhookDelivery | None:
        """Return one delivery. Raises StoreUnavailable."""
        if not 0 < delivery_id <= _LAST:
            return None
        found = await self._with_attempts(await self._pool.rows(_ONE, (Int8(delivery_id),)))
        return found[0] if found else None

    async def request(self, delivery_id: int) -> OutgoingRequest | None:
        """Return the stored request of a delivery; None if there is none. Raises StoreUnavailable."""
        if not 0 < delivery_id <= _LAST:
            return None
        rows = await self._pool.rows(_REQUEST, (Int8(delivery_id),))
        if not rows:
            return None
        channel, method, url, headers, body = rows[0]
        return OutgoingRequest(
            channel=channel,
            method=method,
            url=url,
            headers=headers_from(headers),
            body=bytes(body),
        )

    async def page(
        self, wanted: WebhookFilter, *, after: int | None = None, before: int | None, limit: int
    ) -> Sequence[WebhookDelivery]:
        """Return up to `limit` deliveries, newest first. Raises StoreUnavailable."""
        texts = (
            None if wanted.state is None else wanted.state.value,
            wanted.checkout_id,
            wanted.merchant,
            wanted.receiver,
        )
        if not all(text is None or can_be_key(text) for text in texts):
            return []
        last = _LAST if before is None else max(0, min(before, _LAST))
        first = 0 if after is None else max(0, min(after, _LAST))
        merchants = None if wanted.merchants is None else list(wanted.merchants)
        parameters = (Int8(last), Int8(first), *texts, merchants, Int8(limit))
        if after is None:
            return await self._with_attempts(await self._pool.rows(_PAGE, parameters))
        rows = await self._pool.rows(_PAGE_AFTER, parameters)
        return await self._with_attempts(rows[::-1])

    async def parked_among(self, checkout_ids: Sequence[str]) -> frozenset[str]:
        """Return those of the checkouts that have a parked delivery. Raises StoreUnavailable."""
        ids = [each for each in checkout_ids if can_be_key(each)]
        return frozenset(row[0] for row in await self._pool.rows(_PARKED, (ids,)))

    async def resend(self, delivery_id: int, at: datetime) -> bool:
        """Make a delivery due at `at`; see `WebhookLog.resend`. Raises StoreUnavailable."""
        if not 0 < delivery_id <= _LAST:
            return False
        return bool(await self._pool.rows(_RESEND, (Int8(delivery_id), at)))

    async def count_by_receiver(self, merchants: tuple[str, ...] | None) -> Sequence[DeliveryCount]:
        """Count by state and receiver; see `WebhookLog.count_by_receiver`. Raises StoreUnavailable."""
        rows = await self._pool.rows(
            _COUNT_BY_RECEIVER, (None if merchants is None else list(merchants),)
        )
        return [
            DeliveryCount(
                state=DeliveryState(state),
                receiver=receiver,
                count=count,
                oldest_made=oldest_made,
                oldest_due=oldest_due,
            )
            for state, receiver, count, oldest_made, oldest_due in rows
        ]

    async def count_unfinished(self) -> dict[DeliveryState, int]:
        """Count the deliveries that are waiting, ended or parked. Raises StoreUnavailable."""
        counted = dict(await self._pool.rows(_COUNT, ()))
        states = (DeliveryState.WAITING, DeliveryState.ENDED, DeliveryState.PARKED)
        return {state: int(counted.get(state.value, 0)) for state in states}

    async def _with_attempts(self, rows: Sequence[tuple[Any, ...]]) -> list[WebhookDelivery]:
        if not rows:
            return []
        attempts: dict[int, list[DeliveryAttempt]] = {row[0]: [] for row in rows}
        ids = [Int8(delivery_id) for delivery_id in attempts]
        for row in await self._pool.rows(_ATTEMPTS, (ids,)):
            attempts[row[0]].append(_attempt(row))
        return [_delivery(row, attempts[row[0]]) for row in rows]


def _attempt(row: tuple[Any, ...]) -> DeliveryAttempt:
    return DeliveryAttempt(
        number=row[1],
        at=row[2],
        outcome=AttemptOutcome(row[3]),
        status=row[4],
        milliseconds=row[5],
        problem=row[6],
    )


def _delivery(row: tuple[Any, ...], attempts: list[DeliveryAttempt]) -> WebhookDelivery:
    return WebhookDelivery(
        id=row[0],
        checkout_id=row[1],
        version=row[2],
        merchant=row[3],
        channel=row[4],
        method=row[5],
        url=row[6],
        receiver=row[7],
        state=DeliveryState(row[8]),
        made_at=row[9],
        due=row[10],
        attempts=tuple(attempts),
    )
