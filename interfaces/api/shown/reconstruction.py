"""Builds again what the customer had before the eyes at a version.

No digest of it is recorded at the commitment, so the result is reconstructed: the frozen renderer of the page renders
the state. Where the customer's page took no part, tillroll does not know the screen, and there is only the answer that
the caller gets who reads this version.
"""

import enum
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from application.history.inquiries import StateAt
from application.history.public_tokens import HIDDEN
from application.history.windows.page_traces import PageTraceReader, PageTraces
from domain.checkout import Checkout
from domain.stage import Stage
from interfaces.api.shown.renderers import V1, Renderer
from domain.values.shown import Sight
from interfaces.http.large_answers import render

RECONSTRUCTED: Final = "reconstructed"
_FALLBACK: Final = "en"
_FINAL = frozenset({Stage.COMPLETED, Stage.CANCELLED, Stage.EXPIRED})
_MARK = re.compile(r"\((sealed [0-9a-f]{6}|erased(?: [0-9TZ:.+-]+)?|unreadable: it was changed)\)")


class Surface(enum.Enum):
    """Where the customer saw the checkout."""

    PAGE = "page"
    """In tillroll's page, by itself or in the snippet of a shop."""
    API = "api"
    """No request of tillroll's page changed the checkout. The shop may have shown it in its own way."""
    AGENT = "agent"
    """The program of an agent showed it."""


@dataclass(frozen=True)
class ShopAnswer:
    """The body with which an API answers a read of a state to its caller."""

    media_type: str
    body: str


@dataclass(frozen=True)
class PageLanguage:
    """The language of amounts, as a BCP 47 tag. `is_recorded`: the checkout names it; otherwise it is assumed."""

    tag: str
    is_recorded: bool


LanguageOf = Callable[[Checkout], str | None]
AnswerOf = Callable[[Checkout], ShopAnswer | None]


def no_answer(_: Checkout) -> None:
    """Return None: the answers of the APIs are not known here."""


@dataclass(frozen=True, kw_only=True)
class ShopApis:
    """What the APIs of shops and agents say of their checkouts.

    `languages` are by the name of the dialect, and `of_agents` are the names of those that agents use. `answer` returns
    None for a dialect or a merchant that is not configured any more.
    """

    languages: Mapping[str, LanguageOf]
    of_agents: frozenset[str]
    answer: AnswerOf = no_answer


@dataclass(frozen=True, kw_only=True)
class ShownState:
    """What was shown at a version.

    `sight` is how much of the customer data the page got. `page_json` is what the page got, without the public token.
    """

    checkout: Checkout
    version: int
    newest: int
    at: datetime
    surface: Surface
    renderer: Renderer
    sight: Sight
    language: PageLanguage
    page_json: bytes
    answer: ShopAnswer | None
    known_by: str = RECONSTRUCTED


class Reconstruction:
    """Builds what was shown, with the traces of the page in the events."""

    def __init__(self, reader: PageTraceReader, apis: ShopApis) -> None:
        self._reader = reader
        self._apis = apis

    async def of(self, state: StateAt) -> ShownState:
        """Return what was shown of a state. Raises StoreUnavailable."""
        checkout = state.checkout
        needs_customer = checkout.customer is not None and checkout.stage not in _FINAL
        traces = await self._reader.traces(
            checkout.id,
            state.newest.version,
            customer_at=checkout.version if needs_customer else 0,
        )
        return await render(state.checkout, partial(reconstruct, state, traces, self._apis))


def reconstruct(state: StateAt, traces: PageTraces, apis: ShopApis) -> ShownState:
    """Return what was shown of a state, with the personal data that the reader of the state sees."""
    checkout = state.checkout.draft()
    checkout.public_token = HIDDEN
    sight = _sight(checkout, traces)
    surface = _surface(checkout, traces, apis)
    return ShownState(
        checkout=checkout,
        version=state.mark.version,
        newest=state.newest.version,
        at=state.mark.at,
        surface=surface,
        renderer=V1,
        sight=sight,
        language=_language(checkout, apis),
        page_json=V1.render(checkout, sight, is_mark),
        answer=None if surface is Surface.PAGE else apis.answer(checkout),
    )


def _surface(checkout: Checkout, traces: PageTraces, apis: ShopApis) -> Surface:
    if traces.is_used:
        return Surface.PAGE
    return Surface.AGENT if checkout.dialect in apis.of_agents else Surface.API


def _language(checkout: Checkout, apis: ShopApis) -> PageLanguage:
    of_dialect = apis.languages.get(checkout.dialect)
    recorded = None if of_dialect is None else of_dialect(checkout)
    tag = None if recorded is None else _tag(recorded)
    if tag is not None:
        return PageLanguage(tag, is_recorded=True)
    return PageLanguage(language_of(checkout.country), is_recorded=False)


def is_mark(text: str) -> bool:
    """Return whether a text stands in place of personal data that is hidden from the reader, or erased."""
    return _MARK.fullmatch(text) is not None


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


def _sight(checkout: Checkout, traces: PageTraces) -> Sight:
    """Return how much of the customer data the page got.

    The page that identified the customer gets the whole of it, every other page the masked data, and a page of a
    checkout that has ended nothing.
    """
    if checkout.stage in _FINAL:
        return Sight.NOTHING
    return Sight.WHOLE if traces.page_identified(checkout.version) else Sight.MASKED
