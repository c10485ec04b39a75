"""The configuration of the keys to the history API and the console."""

from typing import Literal

import msgspec

from interfaces.runtime.secret import Secret


class HistoryKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key to the history API and the console. During a rotation two keys have one name.

    The access log records reads under `name`.

    `merchants` has the ids of the merchants whose checkouts the key may read, or "all", which also allows the access
    log. It has no default, so no key reads everything by omission.
    """

    name: str
    key: Secret
    merchants: tuple[str, ...] | Literal["all"]
    scopes: tuple[str, ...] = ("history:read",)

    @property
    def named_merchants(self) -> tuple[str, ...] | None:
        """The merchants whose checkouts the key may read; None for all."""
        return None if isinstance(self.merchants, str) else self.merchants
