"""How a merchant speaks Walley, as the configuration says."""

from typing import Literal

import msgspec

from interfaces.runtime.secret import Secret


class WalleyClient(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Credentials of the OAuth generation."""

    client_id: str
    client_secret: Secret


class WalleySharedKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Credentials of the SharedKey generation."""

    username: str
    access_key: Secret


class WalleySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a merchant speaks Walley: its stores, and any number of credentials (two while one is being rotated).

    `token_key` is ignored. Older versions signed tokens with it; the key of the installation has replaced it. A file
    that still has it is accepted.
    `purchase_results` is `purchase.result` by method of payment, where it differs from the table in
    `interfaces.dialects.walley.responses.purchase_results`.
    """

    store_ids: tuple[int, ...]
    clients: tuple[WalleyClient, ...] = ()
    shared_keys: tuple[WalleySharedKey, ...] = ()
    token_key: str | None = None
    purchase_results: dict[str, Literal["Preliminary", "Completed"]] = {}
