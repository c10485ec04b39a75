"""What the page at `/` says of this installation: the APIs that a merchant has, the console and the history."""

from typing import Final

from interfaces.configuration.settings import Configuration, Merchant
from interfaces.http.reference.front_page import FrontLink, FrontSettings
from interfaces.runtime.live import Live

_SHOP_APIS: Final = frozenset(("walley", "svea", "stateset", "acp", "ucp"))
_CONSOLE: Final = FrontLink(path="/console", purpose="the history of checkouts, for people")
_HISTORY: Final = FrontLink(
    path="/history/checkouts", purpose="the same for programs, which need a history key"
)


def front_settings(configuration: Live[Configuration]) -> FrontSettings:
    """Return the settings of the page. The APIs that are on follow a reload of the configuration."""

    def is_on(api: str) -> bool:
        return any(_has(merchant, api) for merchant in configuration.now.merchants)

    places = (_CONSOLE, _HISTORY) if configuration.now.console.enabled else (_HISTORY,)
    return FrontSettings(shop_apis=_SHOP_APIS, is_on=is_on, places=places)


def _has(merchant: Merchant, api: str) -> bool:
    match api:
        case "walley":
            return merchant.walley is not None
        case "svea":
            return merchant.svea is not None
        case "ucp":
            return merchant.ucp is not None and merchant.selling is not None
        case _:
            return merchant.selling is not None
