"""Encryption of MerchantData, of the order and of its rows, with a key of limited life.

Source: "cleaned up from Checkout database after 45 days" (Svea, "Update order"). The data is encrypted before the
domain receives it and decrypted when an order is rendered. After its key is destroyed, every version of the order
shows null.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec

from application.ports.key_vault import MERCHANT_DATA, DataKeyId, KeyVault
from domain.checkout import Checkout
from interfaces.dialects.svea import wire

B = TypeVar("B", wire.Creation, wire.Update, wire.TokenOrder)


class MerchantData:
    """The encryption and decryption of MerchantData with keys of `vault`."""

    def __init__(self, vault: KeyVault, clock: Callable[[], datetime]) -> None:
        self._vault = vault
        self._clock = clock

    async def seal(self, body: B, checkout_id: str, kept_for: timedelta) -> B:
        """Encrypt the data of a body. A new key lives for `kept_for`. Raises StoreUnavailable."""
        own = getattr(body, "merchant_data", None)  # A recurring order has none at its top level.
        texts = [text for text in (own, *_row_data(body.rows)) if isinstance(text, str)]
        if not texts:
            return body
        sealed = await self._vault.seal(
            _key_id(checkout_id), texts, destroy_after=self._clock() + kept_for
        )
        remaining = iter(sealed)
        if isinstance(own, str):
            body = msgspec.structs.replace(body, merchant_data=next(remaining))
        return msgspec.structs.replace(body, rows=_with_row_data(body.rows, remaining))

    async def open(self, checkout: Checkout, order: wire.Order) -> wire.Order:
        """Decrypt the data of an order; it is null where its key is destroyed. Raises StoreUnavailable."""
        rows = order.cart.items
        texts = [text for text in (order.merchant_data, *_row_data(rows)) if text is not None]
        if not texts:
            return order
        remaining = iter(await self._vault.open(_key_id(checkout.id), texts))
        if order.merchant_data is not None:
            order = msgspec.structs.replace(order, merchant_data=next(remaining))
        return msgspec.structs.replace(order, cart=wire.Cart(items=_with_row_data(rows, remaining)))


def _key_id(checkout_id: str) -> DataKeyId:
    return DataKeyId(checkout_id=checkout_id, data_class=MERCHANT_DATA)


def _row_data(rows: tuple[wire.OrderRow, ...]) -> Iterator[str | None]:
    return (row.merchant_data for row in rows)


def _with_row_data(
    rows: tuple[wire.OrderRow, ...], texts: Iterator[str] | Iterator[str | None]
) -> tuple[wire.OrderRow, ...]:
    """Replace the data of each row that has data by the next text."""
    return tuple(
        row
        if row.merchant_data is None
        else msgspec.structs.replace(row, merchant_data=next(texts))
        for row in rows
    )
