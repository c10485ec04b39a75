"""A payment provider for demos. It takes no money, and records its payment attempts as a real one would.

Its name is `demo`, regardless of the provider that a request names.

Tokens: `tok_succeed` and every shared payment token (`spt_…`) succeed; `tok_decline` is declined, and so is any other.
"""

import hashlib
from typing import Final, LiteralString

from psycopg.types.numeric import Int8

from application.ports.event_store import StoreUnavailable
from application.ports.payment_provider import (
    Declined,
    NotAttempted,
    Paid,
    PaymentOrder,
    PaymentUnclear,
)
from interfaces.storage.postgres.connections.pool import StatementPool

DEMO_PROVIDER: Final = "demo"
"""The name of this provider in the configuration and in events."""
METHOD = "card"
_GOOD = ("tok_succeed", "spt_")
_DECLINED = Declined(reason="The card was declined.")
_UNKNOWN = Declined(reason="The payment token is not known to the payment provider.")
_ASK = """
INSERT INTO tillroll.demo_payments AS known
    (attempt, outcome, payment_id, provider, amount, currency, asked)
VALUES ($1, $2, $3, $4, $5, $6, 1)
ON CONFLICT (attempt) DO UPDATE SET asked = known.asked + 1
RETURNING outcome, payment_id
"""
_SETTLE = """
INSERT INTO tillroll.demo_payments AS known
    (attempt, outcome, payment_id, provider, amount, currency, asked)
VALUES ($1, 'closed', '', '', 0, '', 0)
ON CONFLICT (attempt) DO UPDATE SET attempt = excluded.attempt
RETURNING outcome, payment_id
"""


class PostgresDemoPayments:
    """The demo provider, with its records in a table. Every method raises PaymentUnclear."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def authorise(self, order: PaymentOrder) -> Paid | Declined:
        """Authorise a payment. A repeated attempt has the outcome of the first one."""
        refused = refusal_of(order.token)
        outcome = "paid" if refused is None else "declined"
        parameters = (
            order.attempt,
            outcome,
            payment_id(order.attempt),
            DEMO_PROVIDER,
            Int8(order.amount),
            order.currency,
        )
        found = await self._outcome(_ASK, parameters)
        if isinstance(found, Declined) and refused is not None:
            return refused
        return _DECLINED if isinstance(found, NotAttempted) else found

    async def settle(self, attempt: str) -> Paid | Declined | NotAttempted:
        """Return the outcome of an attempt. An unknown attempt is closed."""
        return await self._outcome(_SETTLE, (attempt,))

    async def _outcome(
        self, statement: LiteralString, parameters: tuple[object, ...]
    ) -> Paid | Declined | NotAttempted:
        try:
            rows = await self._pool.rows(statement, parameters)
        except StoreUnavailable as error:
            raise PaymentUnclear from error
        outcome, known_id = rows[0]
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
