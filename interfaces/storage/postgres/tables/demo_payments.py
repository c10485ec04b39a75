"""A payment provider for demos. It takes no money, and records its payment attempts as a real one would.

Its name is `demo`, regardless of the provider that a request names.

Tokens: `tok_succeed` and every shared payment token (`spt_…`) succeed; `tok_decline` is declined, and so is any other.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from application.ports.event_store import StoreUnavailable
from application.ports.payment_provider import (
    Declined,
    NotAttempted,
    Paid,
    PaymentOrder,
    PaymentUnclear,
)
from interfaces.storage.postgres.connections.arrays import (
    IntegerArray,
    TextArray,
    column_arrays,
)
from interfaces.storage.postgres.connections.pool import StatementPool

DEMO_PROVIDER: Final = "demo"
"""The name of this provider in the configuration and in events."""
METHOD = "card"
# The types of the columns of `_ASK`.
_PAYMENTS: Final = (TextArray, TextArray, TextArray, TextArray, IntegerArray, TextArray)
_GOOD = ("tok_succeed", "spt_")
_DECLINED = Declined(reason="The card was declined.")
_UNKNOWN = Declined(reason="The payment token is not known to the payment provider.")
# In the order of the attempts, so that two processes cannot wait for each other.
_ASK = """
INSERT INTO tillroll.demo_payments AS known
    (attempt, outcome, payment_id, provider, amount, currency, asked)
SELECT new.attempt, new.outcome, new.payment_id, new.provider, new.amount, new.currency, 1
FROM unnest($1, $2, $3, $4, $5, $6) AS new (attempt, outcome, payment_id, provider, amount, currency)
ORDER BY new.attempt COLLATE "C"
ON CONFLICT (attempt) DO UPDATE SET asked = known.asked + 1
RETURNING attempt, outcome, payment_id
"""
_SETTLE = """
INSERT INTO tillroll.demo_payments AS known
    (attempt, outcome, payment_id, provider, amount, currency, asked)
VALUES ($1, 'closed', '', '', 0, '', 0)
ON CONFLICT (attempt) DO UPDATE SET attempt = excluded.attempt
RETURNING outcome, payment_id
"""


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    order: PaymentOrder
    refused: Declined | None
    """Why the token is declined, if it is."""
    answer: asyncio.Future[Paid | Declined | NotAttempted]


class PostgresDemoPayments:
    """The demo provider, with its records in a table. Every method raises PaymentUnclear.

    Purchases that are committed together ask for their payments together: these are one statement.
    """

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool
        self._requests: list[_Request] = []
        self._sending: set[asyncio.Task[None]] = set()

    async def authorise(self, order: PaymentOrder) -> Paid | Declined:
        """Authorise a payment. A repeated attempt has the outcome of the first one."""
        request = _Request(
            order, refusal_of(order.token), asyncio.get_running_loop().create_future()
        )
        self._requests.append(request)
        if len(self._requests) == 1:
            task = asyncio.create_task(self._send())
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        found = await request.answer
        if isinstance(found, Declined) and request.refused is not None:
            return request.refused
        return _DECLINED if isinstance(found, NotAttempted) else found

    async def _send(self) -> None:
        """Record what is asked for, and answer it. The task begins when those who are ready have asked."""
        requests, self._requests = self._requests, []
        while requests:
            # A statement has each attempt once.
            part = {each.order.attempt: each for each in reversed(requests)}
            requests = [each for each in requests if part[each.order.attempt] is not each]
            try:
                await self._record(part)
            except BaseException as error:
                unclear = PaymentUnclear()
                unclear.__cause__ = error
                for each in (*part.values(), *requests):
                    if not each.answer.done():
                        each.answer.set_exception(unclear)
                if not isinstance(error, StoreUnavailable):
                    raise
                return

    async def _record(self, part: Mapping[str, _Request]) -> None:
        rows = [
            (
                attempt.encode(),
                b"declined" if each.refused else b"paid",
                payment_id(attempt).encode(),
                DEMO_PROVIDER.encode(),
                each.order.amount,
                each.order.currency.encode(),
            )
            for attempt, each in part.items()
        ]
        parameters = column_arrays(_PAYMENTS, rows)
        for attempt, outcome, known_id in await self._pool.rows(_ASK, parameters):
            if not (answer := part[attempt].answer).done():
                answer.set_result(_outcome(outcome, known_id))

    async def settle(self, attempt: str) -> Paid | Declined | NotAttempted:
        """Return the outcome of an attempt. An unknown attempt is closed."""
        try:
            rows = await self._pool.rows(_SETTLE, (attempt,))
        except StoreUnavailable as error:
            raise PaymentUnclear from error
        outcome, known_id = rows[0]
        return _outcome(outcome, known_id)


def _outcome(outcome: str, known_id: str) -> Paid | Declined | NotAttempted:
    match outcome:
        case "paid":
            return Paid(payment_id=known_id, provider=DEMO_PROVIDER, method=METHOD)
        case "declined":
            return _DECLINED
        case _:
            return NotAttempted()


def refusal_of(token: str) -> Declined | None:
    """Return why a payment with this token is declined; None if it succeeds."""
    if token == "tok_decline":
        return _DECLINED
    return None if token.startswith(_GOOD) else _UNKNOWN


def payment_id(attempt: str) -> str:
    """Return the provider's id of the payment of an attempt."""
    return f"pay_{hashlib.blake2s(attempt.encode(), digest_size=12).hexdigest()}"
