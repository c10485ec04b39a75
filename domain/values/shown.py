"""What the customer was shown when the purchase was committed, as it is recorded with the commitment."""

import enum
from dataclasses import dataclass


class Surface(enum.Enum):
    """Where the customer saw the checkout."""

    PAGE = "page"
    """In tillroll's page."""
    SVEA_SNIPPET = "svea-snippet"
    """In tillroll's page, in the frame of the snippet that a shop with Svea's API embeds."""
    API = "api"
    """The shop's own page, which is given the checkout as JSON. What that page displayed is not known."""
    AGENT = "agent"
    """The program of an agent, which is given the session as JSON. What the agent displayed is not known."""

    @property
    def is_page(self) -> bool:
        """Whether tillroll's page showed the checkout, by itself or in a snippet."""
        return self in (Surface.PAGE, Surface.SVEA_SNIPPET)


class Sight(enum.Enum):
    """How much of the customer data an answer to the customer's page has."""

    WHOLE = "whole"
    MASKED = "masked"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class MoneyFormat:
    """How a page wrote amounts: 1234567890 and -1234567890 of the currency, with all its decimals."""

    positive: str
    negative: str


@dataclass(frozen=True, kw_only=True)
class PageClaims:
    """What tillroll's page says of itself. A browser claims it, and nothing proves it.

    `page` is the SHA-256 of the page in HTML, `language` a BCP 47 tag, `time_zone` a name of the IANA database. None
    was not said, or cannot be one.
    """

    page: str
    language: str | None = None
    time_zone: str | None = None
    money: MoneyFormat | None = None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What was shown. `renderer` names what rendered the state: `shopper/1`, `acp/2026-04-17`.

    `digest` is a keyed digest of the bytes that were sent, without the public token. `displayed` is one of the text
    that the page says it displayed. Both have a key that is destroyed with the customer's data. Without a renderer only
    the surface is known.
    """

    surface: Surface
    renderer: str | None = None
    sight: Sight | None = None
    digest: str | None = None
    claims: PageClaims | None = None
    displayed: str | None = None


@dataclass(frozen=True, kw_only=True)
class Purchaser:
    """What the shop or its page says of who completes the purchase: the device, and the account at the shop."""

    device_id: str | None = None
    account_id: str | None = None
