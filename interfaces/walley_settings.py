"""How a merchant speaks Walley, as the configuration says."""

from typing import Annotated, Literal

import msgspec

from interfaces.hashed import is_hashed
from interfaces.secret import Secret


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

    `token_key` is what the tokens of clients are signed with, beside their secrets. It is needed where a client_secret
    is hashed: whoever reads a hash could forge tokens that are signed with nothing else.
    `purchase_results` is `purchase.result` by method of payment, where it differs from the table in
    `interfaces.http.walley.purchase_results`.
    """

    store_ids: tuple[int, ...]
    clients: tuple[WalleyClient, ...] = ()
    shared_keys: tuple[WalleySharedKey, ...] = ()
    token_key: Annotated[Secret, msgspec.Meta(min_length=32)] | None = None
    purchase_results: dict[str, Literal["Preliminary", "Completed"]] = {}

    @property
    def lacks_token_key(self) -> bool:
        """Whether there is nothing to sign tokens with that only this server knows."""
        return self.token_key is None and any(
            is_hashed(each.client_secret) for each in self.clients
        )
