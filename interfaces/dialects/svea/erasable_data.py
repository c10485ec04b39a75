"""MerchantData, of the order and of its rows: "cleaned up from Checkout database after 45 days" (Svea, "Update order").

It is sealed before it is asked of the domain and opened when an order is shown, so nothing behind this dialect ever has
it as it is. Once its key is destroyed, every version of the order shows null in its place.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec

from application.jobs.erasure import DataKeyId, KeyVault
from domain.checkout import Checkout
from interfaces.dialects.svea import wire

DATA_CLASS = "merchant-data"
B = TypeVar("B", wire.Creation, wire.Update, wire.TokenOrder)


class MerchantData:
    """Seals and opens it."""

    def __init__(self, vault: KeyVault, clock: Callable[[], datetime]) -> None:
        self._vault = vault
        self._clock = clock

    async def sealed(self, body: B, checkout_id: str, kept_for: timedelta) -> B:
        """The body with all of it sealed; a key that this makes lives for `kept_for`. Raises StoreUnavailable."""
        own = getattr(body, "merchant_data", None)  # A recurring order has none of its own.
        texts = [text for text in (own, *_of_rows(body.rows)) if isinstance(text, str)]
        if not texts:
            return body
        closed = await self._vault.seal(
            _name(checkout_id), texts, destroy_after=self._clock() + kept_for
        )
        following = iter(closed)
        if isinstance(own, str):
            body = msgspec.structs.replace(body, merchant_data=next(following))
        return msgspec.structs.replace(body, rows=_with(body.rows, following))

    async def shown(self, checkout: Checkout, order: wire.Order) -> wire.Order:
        """The order with all of it opened, null where its key is destroyed. Raises StoreUnavailable."""
        rows = order.cart.items
        texts = [text for text in (order.merchant_data, *_of_rows(rows)) if text is not None]
        if not texts:
            return order
        following = iter(await self._vault.opened(_name(checkout.id), texts))
        if order.merchant_data is not None:
            order = msgspec.structs.replace(order, merchant_data=next(following))
        return msgspec.structs.replace(order, cart=wire.Cart(items=_with(rows, following)))


def _name(checkout_id: str) -> DataKeyId:
    return DataKeyId(checkout_id=checkout_id, data_class=DATA_CLASS)


def _of_rows(rows: tuple[wire.OrderRow, ...]) -> Iterator[str | None]:
    return (row.merchant_data for row in rows)


def _with(
    rows: tuple[wire.OrderRow, ...], texts: Iterator[str] | Iterator[str | None]
) -> tuple[wire.OrderRow, ...]:
    """The rows, those with data given the next text each."""
    return tuple(
        row
        if row.merchant_data is None
        else msgspec.structs.replace(row, merchant_data=next(texts))
        for row in rows
    )
