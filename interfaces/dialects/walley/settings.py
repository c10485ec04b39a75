"""The Walley settings of a merchant in the configuration."""

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
    """The stores and credentials of a merchant. While a credential is rotated, both the old and the new one are listed.

    `token_key` is accepted and ignored: the key of the installation, with which tokens are signed, has replaced it.
    `purchase_results` maps methods of payment to `purchase.result` where it differs from the table in
    `interfaces.dialects.walley.responses.purchase_results`.
    """

    store_ids: tuple[int, ...]
    clients: tuple[WalleyClient, ...] = ()
    shared_keys: tuple[WalleySharedKey, ...] = ()
    token_key: str | None = None
    purchase_results: dict[str, Literal["Preliminary", "Completed"]] = {}
