"""The configuration of the keys to the orders API."""

from typing import Final, Literal

import msgspec

from interfaces.runtime.secret import Secret

READ_ORDERS: Final = "orders:read"
WRITE_ORDERS: Final = "orders:write"


class OrderKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key of a merchant to its orders. During a rotation two keys have one name, which is the actor in the history.

    `orders:read` reads orders, `orders:write` reports what happened to them.
    """

    name: str
    key: Secret
    scopes: tuple[Literal["orders:read", "orders:write"], ...] = (READ_ORDERS, WRITE_ORDERS)
