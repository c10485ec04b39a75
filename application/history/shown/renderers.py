"""The port to the renderers: what turns a state into the bytes that a customer or an agent was sent."""

from collections.abc import Callable
from typing import Protocol

from application.history.shown.display import PageLanguage, ReplayedDisplay, ShopAnswer
from domain.checkout import Checkout
from domain.values.shown import MoneyFormat, Sight

IsHidden = Callable[[str], bool]
"""Whether a text is a mark in place of personal data, which is not masked again."""


class DisplayRenderers(Protocol):
    """All renderers that exist, the oldest too. A name of a renderer stays the name of its output for good."""

    @property
    def oldest(self) -> str:
        """The name of the page's first renderer."""

    @property
    def current(self) -> str:
        """The name of the page's renderer of today."""

    @property
    def current_page(self) -> str:
        """The SHA-256 of the page of today."""

    def is_of_page(self, renderer: str) -> bool:
        """Return whether this is a renderer of tillroll's page, and known here."""

    def page_for(self, renderer: str) -> str:
        """Return the SHA-256 of the page that goes with a renderer of the page."""

    def has_page(self, page: str) -> bool:
        """Return whether the page with this SHA-256 is kept."""

    def page_json(
        self, renderer: str, checkout: Checkout, sight: Sight, is_hidden: IsHidden
    ) -> bytes:
        """Return what the page gets of a state."""

    def answer(self, renderer: str | None, checkout: Checkout) -> ShopAnswer | None:
        """Return what the API of a checkout's dialect answers, by this renderer or by the one of today.

        None if the renderer, the dialect or the merchant is not configured here.
        """

    def displayed_text(self, page: str, page_json: bytes, money: MoneyFormat) -> str | None:
        """Return the text that a page displays; None for a page that says nothing of its text."""

    def is_agents(self, dialect: str) -> bool:
        """Return whether agents use this dialect."""

    def language(self, checkout: Checkout) -> PageLanguage:
        """Return the language of the amounts, as far as the checkout says it."""

    def document(self, display: ReplayedDisplay) -> bytes:
        """Return the display as a document in HTML by itself."""
