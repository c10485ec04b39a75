"""The types with which a dialect describes itself to the configuration, the banner and `tillroll check`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from application.history.consistency import Arithmetic
from application.persons.fields import FieldChange, SettingsMap
from domain.checkout import Checkout
from domain.values.shown import Surface

S = TypeVar("S")
ShopPages = Callable[[Checkout], Sequence[str]]
LanguageOf = Callable[[Checkout], str | None]


def no_pages(_: Checkout) -> Sequence[str]:
    """Return nothing: the checkouts of this dialect name no page of the shop."""
    return ()


def no_language(_: Checkout) -> None:
    """Return None: the checkouts of this dialect name no language."""


def no_texts(settings: str, _: FieldChange) -> str:
    """Return the settings unchanged: those of this dialect have no personal text."""
    return settings


@dataclass(frozen=True, kw_only=True)
class CredentialName:
    """A name under which events record the sender of a request.

    `path` is relative to the table of the settings: `clients[0].client_id`. Names of one `kind` must not be shared by
    two merchants. Walley's clients and users and Svea's merchant ids have the same kind, because events record
    `shop:<name>` for all of them.
    """

    path: str
    kind: str
    name: str


@dataclass(frozen=True, kw_only=True)
class SettingsDescriptor(Generic[S]):
    """A table of a merchant's settings, `[merchants.<key>]`.

    `compared_secrets` may be configured as hashes. `signing_secrets` make or verify signatures and must be known.
    `unique_values` are pairs of a kind and a value by which a request finds its merchant: no value may be configured
    for two merchants, or twice for one. Each kind is written as in an error message.
    `banner` returns the lines that show the credentials of a demo merchant.
    """

    key: str
    compared_secrets: Callable[[S], Iterable[str]]
    signing_secrets: Callable[[S], Iterable[str]]
    credential_names: Callable[[S], Iterable[CredentialName]]
    unique_values: Callable[[S], Iterable[tuple[str, str]]]
    banner: Callable[[S], Iterable[str]]


@dataclass(frozen=True, kw_only=True)
class DialectDescriptor(Generic[S]):
    """A dialect: its name in events, the settings of its merchants, and how it calculates totals.

    `shop_pages` returns the addresses of pages of the shop that a checkout names, as the shop sent them.
    `map_settings` changes the personal texts in the settings of a checkout, which old events have in the clear.
    `language_of` returns the language that a checkout names, as the shop sent it. `page_surface` is where tillroll's
    page is embedded. `is_of_agents`: agents use it, which show their checkouts themselves.
    """

    name: str
    settings: SettingsDescriptor[S]
    arithmetic: Arithmetic
    shop_pages: ShopPages = no_pages
    map_settings: SettingsMap = no_texts
    language_of: LanguageOf = no_language
    page_surface: Surface = Surface.PAGE
    is_of_agents: bool = False
