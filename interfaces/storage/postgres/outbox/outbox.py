"""The outbox in PostgreSQL: claims deliveries by row locks, and records attempts and purchase validations."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from psycopg.types.numeric import Int4, Int8

from application.ports.purchase_validation import Validation
from application.ports.webhooks.webhook_log import DeliveryState
from application.ports.webhooks.webhook_outbox import AttemptResult, Claim, DeliveryStatus
from application.webhooks.callbacks import OutgoingRequest
from domain.checkout import Checkout
from interfaces.storage.postgres.connections.arrays import IntegerArray, TextArray
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.outbox.rows import content, headers_from, plain

_CLAIM = """
SELECT id, number, checkout_id, merchant, channel, method, url, headers, body, receiver, failures
FROM tillroll.claim_deliveries($1, $2, $3, $4, $5, $6)
"""
_SETTLE = "SELECT tillroll.settle_delivery($1, $2, $3, $4, $5, $6, $7, $8, $9)"
_KEEP = """
WITH kept AS (
    INSERT INTO tillroll.deliveries
        (place, checkout_id, version, merchant, channel, method, url, headers, body, receiver,
         state, made_at, attempts)
    VALUES (0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)
    RETURNING id
)
INSERT INTO tillroll.delivery_attempts
    (delivery_id, number, at, outcome, status, milliseconds, problem)
SELECT id, 1, $11, $12, $13, $14, $15 FROM kept
"""
_TIMEOUTS = Timeouts()
_LONGEST_PROBLEM = 1000


class PostgresOutbox:
    """Implements `Outbox` and `QuestionLog` on a migrated database, with up to two connections."""

    def __init__(self, database_url: str, *, patience: Timeouts = _TIMEOUTS) -> None:
        self._pool = StatementPool(database_url, size=2, patience=patience)

    async def __aenter__(self) -> Self:
        """Open the pool. Raises StoreUnavailable where the database does not answer."""
        await self._pool.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._pool.close()

    async def claim(
        self, *, at: datetime, until: datetime, most: int, each: int, busy: Mapping[str, int]
    ) -> Sequence[Claim]:
        """See `Outbox.claim`. Where the response is lost, the claimed deliveries wait until the claim expires."""
        parameters = (
            at,
            until,
            Int8(most),
            Int8(each),
            TextArray.of([receiver.encode() for receiver in busy]),
            IntegerArray.of(list(busy.values())),
        )
        return [_claim_from(row, until) for row in await self._pool.rows(_CLAIM, parameters)]

    async def settle(self, claimed: Claim, made: AttemptResult, standing: DeliveryStatus) -> None:
        """Record the result of an attempt. The call is idempotent."""
        parameters = (
            Int8(claimed.id),
            Int4(claimed.number),
            made.outcome.value,
            _integer(made.status),
            Int8(made.milliseconds),
            _problem(made),
            standing.state.value,
            standing.due,
            Int4(standing.failures),
        )
        await self._pool.rows(_SETTLE, parameters)

    async def keep(
        self,
        checkout: Checkout,
        request: OutgoingRequest,
        at: datetime,
        made: AttemptResult,
        validation: Validation,
    ) -> None:
        """See `QuestionLog.keep`. A validation may be recorded twice where the connection broke."""
        row = content(request)
        parameters = (
            checkout.id,
            Int8(checkout.version),
            plain(checkout.merchant),
            *(row[name] for name in ("channel", "method", "url", "headers", "body", "receiver")),
            DeliveryState.ANSWERED.value,
            at,
            made.outcome.value,
            _integer(made.status),
            Int8(made.milliseconds),
            _problem(made),
        )
        await self._pool.rows(_KEEP, parameters)


def _claim_from(row: tuple[Any, ...], until: datetime) -> Claim:
    return Claim(
        id=row[0],
        number=row[1],
        checkout_id=row[2],
        merchant=row[3],
        outgoing=OutgoingRequest(
            channel=row[4],
            method=row[5],
            url=row[6],
            headers=headers_from(row[7]),
            body=bytes(row[8]),
        ),
        receiver=row[9],
        failures=row[10],
        until=until,
    )


def _integer(number: int | None) -> Int4 | None:
    return None if number is None else Int4(number)


def _problem(made: AttemptResult) -> str | None:
    return None if made.problem is None else plain(made.problem)[:_LONGEST_PROBLEM]
