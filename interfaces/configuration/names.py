"""The names in the configuration that the history and the idempotency keys are kept under.

A name is joined to others (`shop:<name>`, `payments:<merchant>`), so it has none of the characters that join or quote.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.svea.settings import SveaSettings
from interfaces.dialects.walley.settings import WalleySettings

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


class NamedMerchant(Protocol):
    """The parts of a merchant that have names."""

    @property
    def id(self) -> str:
        """Its own."""

    @property
    def walley(self) -> WalleySettings | None:
        """Its Walley credentials."""

    @property
    def svea(self) -> SveaSettings | None:
        """Its Svea credentials."""

    @property
    def selling(self) -> SellingSettings | None:
        """Its API keys."""


class NamedKey(Protocol):
    """A history key."""

    @property
    def name(self) -> str:
        """The reader's name."""


def faulty_name(merchants: Iterable[NamedMerchant], keys: Iterable[NamedKey]) -> str | None:
    """The path of the first name that has other than 1 to 64 letters of ASCII, digits, `.`, `_` and `-`."""
    for path, name in _named(merchants, keys):
        if not _NAME.fullmatch(name):
            return path
    return None


def names_in_history(merchant: NamedMerchant) -> frozenset[tuple[str, str]]:
    """The names by which events know a merchant's credentials, each with the kind of credential.

    Walley's clients and users and Svea's merchant ids are of one kind, because events have `shop:<name>` for all.
    """
    found: set[tuple[str, str]] = set()
    if merchant.walley is not None:
        found |= {("credential name", each.client_id) for each in merchant.walley.clients}
        found |= {("credential name", each.username) for each in merchant.walley.shared_keys}
    if merchant.svea is not None:
        found |= {("credential name", each.merchant_id) for each in merchant.svea.credentials}
    if merchant.selling is not None:
        found |= {("API key name", each.name) for each in merchant.selling.keys}
    return frozenset(found)


def _named(
    merchants: Iterable[NamedMerchant], keys: Iterable[NamedKey]
) -> Iterator[tuple[str, str]]:
    for index, merchant in enumerate(merchants):
        place = f"merchants[{index}]"
        yield f"{place}.id", merchant.id
        if merchant.walley is not None:
            for number, client in enumerate(merchant.walley.clients):
                yield f"{place}.walley.clients[{number}].client_id", client.client_id
            for number, user in enumerate(merchant.walley.shared_keys):
                yield f"{place}.walley.shared_keys[{number}].username", user.username
        if merchant.svea is not None:
            for number, credential in enumerate(merchant.svea.credentials):
                yield f"{place}.svea.credentials[{number}].merchant_id", credential.merchant_id
        if merchant.selling is not None:
            for number, key in enumerate(merchant.selling.keys):
                yield f"{place}.selling.keys[{number}].name", key.name
    for index, history_key in enumerate(keys):
        yield f"history_keys[{index}].name", history_key.name
