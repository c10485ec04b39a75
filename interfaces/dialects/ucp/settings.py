"""The settings of a merchant that sells to platforms: payment handlers, profiles, and who needs credentials."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.ucp.negotiation.capabilities import capabilities_of_shop
from interfaces.dialects.ucp.signing.keys import NO_KEYS, ShopKeys
from interfaces.runtime.secret import Secret

VersionName = Literal["2026-01-11", "2026-01-23", "2026-04-08", "2026-08-25"]
_Url = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/?#@]+([/?#]\S*)?$")]
_Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9]*(?:\.[a-z][a-z0-9_]*)+$")]
_Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
_NonEmpty = Annotated[str, msgspec.Meta(min_length=1)]


class PaymentHandler(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to pay. Instruments name it by `id`; `name` is a reverse domain name of the protocol (`com.google.pay`).

    `spec` and `schema` are pages of its provider; without them, this server describes the handler. The rest is for the
    demo provider: it pays `succeeding_tokens` and the numbers in `test_cards`, and declines `declining_tokens` and
    every other card. With `takes_any_token` it pays every token that it does not decline.
    """

    id: _Id
    name: _Name
    version: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] = "2026-04-08"
    spec: _Url | None = None
    schema: _Url | None = None
    brands: tuple[_NonEmpty, ...] = ()
    config: dict[str, str] = {}
    succeeding_tokens: tuple[_NonEmpty, ...] = ()
    declining_tokens: tuple[_NonEmpty, ...] = ()
    test_cards: tuple[Annotated[str, msgspec.Meta(pattern=r"^\d{12,19}$")], ...] = ()
    takes_any_token: bool = False

    @property
    def is_for_demo(self) -> bool:
        """Whether the demo provider is told what to pay."""
        return bool(self.succeeding_tokens or self.test_cards or self.takes_any_token)


class SigningKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The public part of a key (P-256) with which the shop, or another program of it, signs."""

    kid: _NonEmpty
    x: _NonEmpty
    y: _NonEmpty


class UcpSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one merchant, which also needs those of selling: its keys, currency, links and provider.

    `profiles` says whether a platform needs a profile that can be fetched. With `open`, platforms without credentials
    may buy; one merchant of a server may be open. The first one, or the one that is open, is described by
    `/.well-known/ucp`, in `version`; that is also the version for platforms that name none.

    `signing_key_files` have private keys, relative to the folder of the configuration file: the first one signs, and
    all are published. `signing_keys` are published beside them.

    With `orders_by_platforms`, platforms without credentials may report what happened to their orders, which else only
    the shop does. `simulation_secret` lets the demo simulate the shipping of an order.

    `signatures` says whether the signature of a request is checked where it has one, and whether it has to have one.

    `known_addresses` says to whom the address book is offered: to platforms with a key, or to everyone who names a
    buyer's e-mail address.

    With `signs_answers`, answers have a signature of the shop in the versions that name one.

    With `ap2_mandates`, a platform that supports them has to prove that the buyer has authorised the purchase.
    """

    version: VersionName = "2026-04-08"
    profiles: Literal["strict", "lenient"] = "strict"
    open: bool = False
    handlers: tuple[PaymentHandler, ...] = ()
    signing_key_files: tuple[_NonEmpty, ...] = ()
    signing_keys: tuple[SigningKey, ...] = ()
    orders_by_platforms: bool = False
    simulation_secret: Secret | None = None
    signatures: Literal["ignored", "checked", "required"] = "checked"
    known_addresses: Literal["keys", "everyone"] = "keys"
    ap2_mandates: bool = False
    signs_answers: bool = False

    def offers_addresses(self, *, is_open: bool) -> bool:
        """Return whether a platform is offered known addresses; `is_open` is one without credentials."""
        return not is_open or self.known_addresses == "everyone"


@dataclass(frozen=True)
class OrderReporter:
    """A key with which the merchant itself reads its orders, and reports on them if `scopes` says so."""

    name: str
    key: Secret
    scopes: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class UcpShop:
    """A merchant that sells to platforms. `keys` are those with which it signs."""

    ucp: UcpSettings
    selling: SellingSettings
    reporters: tuple[OrderReporter, ...] = ()
    keys: ShopKeys = NO_KEYS

    @property
    def capabilities(self) -> tuple[str, ...]:
        """The capabilities and extensions that this shop offers."""
        has_key = self.keys.signer is not None
        return capabilities_of_shop(has_key=has_key, takes_mandates=self.ucp.ap2_mandates)

    def handler(self, handler_id: str) -> PaymentHandler | None:
        """Return the payment handler with this id; None if there is none."""
        return next((each for each in self.ucp.handlers if each.id == handler_id), None)


def settings_faults(
    merchants: Iterator[tuple[str, UcpSettings | None, SellingSettings | None]],
) -> Iterator[str]:
    """Yield what is wrong with the settings of merchants, which are given by their ids."""
    open_to_all: list[str] = []
    for merchant, ucp, selling in merchants:
        if ucp is None:
            continue
        if selling is None:
            yield f"{merchant} has [merchants.ucp] and no [merchants.selling], which has its keys and its currency."
        elif selling.provider is None and any(each.is_for_demo for each in ucp.handlers):
            yield (
                f"{merchant} has tokens or cards in [merchants.ucp] that only the demo provider pays, and no provider."
            )
        if ucp.ap2_mandates and not ucp.signing_key_files:
            yield (
                f"{merchant} has ap2_mandates = true in [merchants.ucp] and no signing_key_files, with which it signs "
                "the checkouts that they authorise."
            )
        if ucp.signs_answers and not ucp.signing_key_files:
            yield f"{merchant} has signs_answers = true in [merchants.ucp] and no signing_key_files to sign them with."
        ids = [each.id for each in ucp.handlers]
        if len(set(ids)) < len(ids):
            yield f"{merchant} has two handlers of one id in [merchants.ucp]."
        if ucp.open:
            open_to_all.append(merchant)
    if len(open_to_all) > 1:
        yield (
            f"{' and '.join(open_to_all)} have open = true in [merchants.ucp]. Only one merchant can: a request "
            "without credentials names none."
        )
