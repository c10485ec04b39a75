"""What the page shows of a demo checkout, with what a browser in its country would say of it."""

from decimal import Decimal
from hashlib import sha256
from typing import Final

from babel import Locale
from babel.numbers import format_currency

from application.commands.purchase import Display
from domain.checkout import Checkout
from domain.values.shown import MoneyFormat, Sight, Surface
from interfaces.api.shopper.page_claims import display_of
from interfaces.api.shown.display_renderers import language_of
from interfaces.api.shown.renderers import CURRENT, CURRENT_PAGE
from interfaces.dialects.registry import OF_AGENTS, PAGE_SURFACES

_SAMPLE: Final = Decimal(1_234_567_890)
_TIME_ZONES: Final = {
    "SE": "Europe/Stockholm",
    "NO": "Europe/Oslo",
    "DK": "Europe/Copenhagen",
    "FI": "Europe/Helsinki",
    "GB": "Europe/London",
    "JP": "Asia/Tokyo",
    "US": "America/Los_Angeles",
}


def demo_display(checkout: Checkout) -> Display | None:
    """Return what the page shows of a state in clear; None in the APIs of agents, which have no page."""
    if checkout.dialect in OF_AGENTS:
        return None
    sight = Sight.MASKED if checkout.customer is None else Sight.WHOLE
    language = language_of(checkout.country)
    locale = Locale.parse(language, sep="-")
    money = MoneyFormat(
        positive=format_currency(_SAMPLE, checkout.currency, locale=locale),
        negative=format_currency(-_SAMPLE, checkout.currency, locale=locale),
    )
    assert CURRENT_PAGE.text is not None, "the page of today says what it displays"
    text = CURRENT_PAGE.text(CURRENT.render(checkout, sight), money)
    claims = {
        "page": CURRENT_PAGE.number,
        "language": language,
        "time_zone": _TIME_ZONES.get(checkout.country),
        "money": {"positive": money.positive, "negative": money.negative},
        "displayed": sha256(text.encode()).hexdigest(),
    }
    surface = PAGE_SURFACES.get(checkout.dialect, Surface.PAGE)
    return display_of(checkout, sight, claims, surface)
