"""A payment provider for demos. It takes no money, and records its payment attempts as a real one would.

Its name is `demo`, regardless of the provider that a request names.

Tokens: `tok_succeed` and every shared payment token (`spt_…`) succeed; `tok_decline` is declined, and so is any other.
"""

import hashlib
from collections.abc import Hashable, Sequence
from typing import Final

from application.ports.event_store import StoreUnavailable
from application.ports.payment_provider import (
    Declined,
    NotAttempted,
    Paid,
    PaymentOrder,
    PaymentUnclear,
)
from interfaces.storage.postgres.batching.batch_writer import BatchWriter
from interfaces.storage.postgres.connections.arrays import IntegerArray, TextArray
from interfaces.storage.postgres.connections.keys import encoded_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.prepared import PreparedStatements
from interfaces.storage.postgres.connections.session import Connection

DEMO_PROVIDER: Final = "demo"
"""The name of this provider in the configuration and in events."""
METHOD = "card"
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


class PaymentItem:
    """One payment attempt in its stored form, and its outcome once it is written."""

    __slots__ = ("attempt", "claims", "order", "outcome", "refused", "rows", "size")

    def __init__(self, order: PaymentOrder) -> None:
        """Raises ValueError for an attempt that PostgreSQL rejects."""
        self.order = order
        self.attempt = encoded_key(order.attempt)
        self.refused = refusal_of(order.token)
        """Why the token is declined, if it is."""
        self.outcome = ("", "")
        """The recorded outcome and the id of the payment."""
        self.claims: Sequence[Hashable] = (self.attempt,)
        self.rows = 1
        self.size = len(self.attempt)


class PaymentStatement:
    """The statement of one BatchWriter that writes payment attempts."""

    def __init__(self) -> None:
        self._statements = PreparedStatements()

    def known_conflict(self, _: PaymentItem) -> None:
        """Return None: no attempt is refused without the database."""

    async def write(
        self, connection: Connection, jobs: Sequence[PaymentItem], *, again: bool
    ) -> Sequence[None]:
        """Commit the attempts. A repeated one, also one that is sent again, gets the outcome of the first one."""
        orders = [job.order for job in jobs]
        parameters = (
            TextArray.of([job.attempt for job in jobs]),
            TextArray.of([b"declined" if job.refused else b"paid" for job in jobs]),
            TextArray.encode([payment_id(order.attempt) for order in orders]),
            TextArray.encode([DEMO_PROVIDER] * len(orders)),
            IntegerArray.of([order.amount for order in orders]),
            TextArray.encode([order.currency for order in orders]),
        )
        rows = await self._statements.rows(connection, _ASK, parameters)
        outcomes = {attempt: (outcome, known_id) for attempt, outcome, known_id in rows}
        for job in jobs:
            job.outcome = outcomes[job.order.attempt]
        return [None] * len(jobs)


class PostgresDemoPayments:
    """The demo provider, with its records in a table. Every method raises PaymentUnclear."""

    def __init__(self, writer: BatchWriter[PaymentItem], pool: StatementPool) -> None:
        """`writer` commits attempts that arrive together in one transaction."""
        self._writer = writer
        self._pool = pool

    async def authorise(self, order: PaymentOrder) -> Paid | Declined:
        """Authorise a payment. A repeated attempt has the outcome of the first one."""
        item = PaymentItem(order)
        try:
            await self._writer.submit(item)
        except StoreUnavailable as error:
            raise PaymentUnclear from error
        found = _outcome(*item.outcome)
        if isinstance(found, Declined) and item.refused is not None:
            return item.refused
        return _DECLINED if isinstance(found, NotAttempted) else found

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
