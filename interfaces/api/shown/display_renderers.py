"""Implements `application.history.shown.renderers.DisplayRenderers` with the renderers of the page and of the APIs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from application.history.shown.display import (
    LanguageSource,
    PageLanguage,
    ReplayedDisplay,
    ShopAnswer,
)
from application.history.shown.renderers import IsHidden
from domain.checkout import Checkout
from domain.values.shown import MoneyFormat, Sight
from interfaces.api.shown.document import document_of
from interfaces.api.shown.renderers import BY_DIGEST, CURRENT, CURRENT_PAGE, RENDERERS, V1

_FALLBACK: Final = "en"

LanguageOf = Callable[[Checkout], str | None]
AnswerOf = Callable[[str | None, Checkout], ShopAnswer | None]
"""Takes the name of a renderer, None for that of today, and a state."""


def no_answer(_: str | None, __: Checkout) -> None:
    """Return None: the answers of the APIs are not known here."""


@dataclass(frozen=True, kw_only=True)
class ShopApis:
    """What the APIs of shops and agents say of their checkouts.

    `languages` are by the name of the dialect, and `of_agents` are the names of those that agents use. `answer` returns
    None for a renderer, a dialect or a merchant that is not configured any more.
    """

    languages: Mapping[str, LanguageOf]
    of_agents: frozenset[str]
    answer: AnswerOf = no_answer


class ShownRenderers:
    """All renderers, with the APIs of the merchants that are configured."""

    def __init__(self, apis: ShopApis) -> None:
        self._apis = apis

    @property
    def oldest(self) -> str:
        """The name of the page's first renderer."""
        return V1.name

    @property
    def current(self) -> str:
        """The name of the page's renderer of today."""
        return CURRENT.name

    @property
    def current_page(self) -> str:
        """The SHA-256 of the page of today."""
        return CURRENT_PAGE.digest

    def is_of_page(self, renderer: str) -> bool:
        """Return whether this is a renderer of tillroll's page, and known here."""
        return renderer in RENDERERS

    def page_for(self, renderer: str) -> str:
        """Return the SHA-256 of the page that goes with a renderer of the page."""
        return RENDERERS[renderer].page

    def has_page(self, page: str) -> bool:
        """Return whether the page with this SHA-256 is kept."""
        return page in BY_DIGEST

    def page_json(
        self, renderer: str, checkout: Checkout, sight: Sight, is_hidden: IsHidden
    ) -> bytes:
        """Return what the page gets of a state."""
        return RENDERERS[renderer].render(checkout, sight, is_hidden)

    def answer(self, renderer: str | None, checkout: Checkout) -> ShopAnswer | None:
        """Return what the API of the checkout's dialect answers, by this renderer or by the one of today."""
        return self._apis.answer(renderer, checkout)

    def displayed_text(self, page: str, page_json: bytes, money: MoneyFormat) -> str | None:
        """Return the text that a page displays; None for a page that says nothing of its text."""
        known = BY_DIGEST.get(page)
        return None if known is None or known.text is None else known.text(page_json, money)

    def is_agents(self, dialect: str) -> bool:
        """Return whether agents use this dialect."""
        return dialect in self._apis.of_agents

    def language(self, checkout: Checkout) -> PageLanguage:
        """Return the language that the checkout names, or the one that most people of its country speak."""
        of_dialect = self._apis.languages.get(checkout.dialect)
        recorded = None if of_dialect is None else of_dialect(checkout)
        tag = None if recorded is None else _tag(recorded)
        if tag is not None:
            return PageLanguage(tag, LanguageSource.CHECKOUT)
        return PageLanguage(language_of(checkout.country), LanguageSource.COUNTRY)

    def document(self, display: ReplayedDisplay) -> bytes:
        """Return the display as a document in HTML by itself."""
        return document_of(display)


def language_of(country: str) -> str:
    """Return the language that most people of a country speak, as a BCP 47 tag: `sv-SE`; `en` for an unknown one."""
    likely: str = get_global("likely_subtags").get(f"und_{country}", _FALLBACK)
    return _tag(f"{likely.partition('_')[0]}-{country}") or _FALLBACK


def _tag(text: str) -> str | None:
    """Return a language and a country as browsers write them; None where there is no such language."""
    language, _, country = text.partition("-")
    tag = f"{language.lower()}-{country.upper()}" if country else language.lower()
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
    return tag
