"""The keys to the history API, as the configuration has them."""

from typing import Literal

import msgspec

from interfaces.runtime.secret import Secret


class HistoryKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key to the history API. Readings are recorded under `name`; two keys of one name are one being rotated.

    `merchants` are the ids of those whose checkouts it shows, or "all", which also shows who has read. It has no
    default, so that no key shows everything by omission.
    """

    name: str
    key: Secret
    merchants: tuple[str, ...] | Literal["all"]
    scopes: tuple[str, ...] = ("history:read",)

    @property
    def named_merchants(self) -> tuple[str, ...] | None:
        """The merchants whose checkouts it shows; None for all."""
        return None if isinstance(self.merchants, str) else self.merchants
