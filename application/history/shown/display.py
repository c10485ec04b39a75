"""What is shown again of a version, and how it is known."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from application.history.shown.verdict import Verdict
from domain.checkout import Checkout
from domain.values.shown import MoneyFormat, Purchaser, Shown, Sight, Surface


@dataclass(frozen=True)
class ShopAnswer:
    """The body with which an API answers a read of a state to its caller."""

    media_type: str
    body: str


class LanguageSource(enum.Enum):
    """How the language of the amounts is known."""

    PAGE = "page"
    """The page said it with the commitment."""
    CHECKOUT = "checkout"
    """The shop named it when it opened the checkout."""
    COUNTRY = "country"
    """It is assumed from the country of the checkout."""


@dataclass(frozen=True)
class PageLanguage:
    """The language of amounts, as a BCP 47 tag."""

    tag: str
    known_by: LanguageSource


@dataclass(frozen=True, kw_only=True)
class ReplayedDisplay:
    """What the customer had before the eyes at a version, and whether that is what was shown.

    `checkout` is the state without the public token, with the personal data that the reader may see. `page_json` is
    what tillroll's page gets of it, by the renderer `page_renderer`, `page` the SHA-256 of the page that shows it, and
    `sight` how much of the customer data the page got. `answer` is what the API of the shop or the agent answers; None
    where tillroll's page showed the checkout, and where the API is not configured.

    `recorded` is what the commitment at version `committed_at` recorded; None if nothing is. `money` is how the page
    wrote amounts. `today` says in words what today's renderer and page show differently.
    """

    checkout: Checkout
    version: int
    newest: int
    at: datetime
    surface: Surface
    verdict: Verdict
    recorded: Shown | None
    committed_at: int | None
    purchaser: Purchaser | None
    page_renderer: str
    page: str
    sight: Sight
    language: PageLanguage
    money: MoneyFormat | None
    page_json: bytes
    answer: ShopAnswer | None
    today: tuple[str, ...]
    write_document: Callable[["ReplayedDisplay"], bytes]

    @property
    def renderer(self) -> str:
        """The name of what rendered the content: `shopper/1`, `acp/2026-04-17`."""
        recorded = None if self.recorded is None else self.recorded.renderer
        return recorded or self.page_renderer

    @property
    def content(self) -> bytes:
        """The JSON that was sent, as the reader may see it."""
        if self.surface is not Surface.AGENT or self.answer is None:
            return self.page_json
        return self.answer.body.encode()

    @property
    def html(self) -> bytes:
        """A document in HTML that shows the content by itself: no script, and nothing from elsewhere."""
        return self.write_document(self)
