"""The shops and agents of a configuration, as those who make demo checkouts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from domain.values.cart import Line
from interfaces.configuration.settings import Configuration, Merchant
from interfaces.dialects.ucp.negotiation.outcome import Outcome

# The countries of a dialect, with the currency of each. Walley takes those of the Nordic countries.
_MARKETS: Final = {
    "walley": (("SE", "SEK"), ("SE", "SEK"), ("FI", "EUR"), ("DK", "DKK")),
    "svea": (("NO", "NOK"), ("SE", "SEK"), ("FI", "EUR")),
    "stateset": (("US", "USD"),),
    "acp": (("US", "USD"), ("JP", "JPY"), ("GB", "GBP")),
    "ucp": (("US", "USD"),),
}
_SETTINGS: Final = {
    "walley": '{"profileName":"demo","merchantTermsUri":"https://shop.example/terms"}',
    "svea": '{"Locale":"sv-SE","MerchantSettings":{"TermsUri":"https://shop.example/terms"}}',
    "acp": '{"api_version":"2026-04-17"}',
    "ucp": Outcome(profile="https://platform.example/ucp.json").as_settings(),
}
_TAX_ON_TOP: Final = frozenset(("stateset", "acp", "ucp"))


@dataclass(frozen=True, kw_only=True)
class DemoShop:
    """One caller that opens checkouts. `actor` is its name in the events."""

    merchant: str
    dialect: str
    actor: str

    @property
    def settings(self) -> str:
        """The settings of its checkouts as JSON. They have no address that a callback would be sent to."""
        return _SETTINGS.get(self.dialect, "{}")

    @property
    def line(self) -> Callable[..., Line]:
        """How the dialect computes the tax of a line."""
        return Line.with_tax_on_top if self.dialect in _TAX_ON_TOP else Line.with_tax_inside

    def market(self, random: Random) -> tuple[str, str]:
        """Return a country and its currency."""
        return random.choice(_MARKETS[self.dialect])


def demo_shops(configuration: Configuration) -> Sequence[DemoShop]:
    """Return a shop for each dialect of each merchant.

    Agents' dialects of a merchant with a `webhook_url` are left out: the server would send their orders to it.
    """
    return [shop for merchant in configuration.merchants for shop in _shops_of(merchant)]


def _shops_of(merchant: Merchant) -> Iterator[DemoShop]:
    if merchant.walley is not None and merchant.walley.clients:
        actor = f"shop:{merchant.walley.clients[0].client_id}"
        yield DemoShop(merchant=merchant.id, dialect="walley", actor=actor)
    if merchant.svea is not None and merchant.svea.credentials:
        actor = f"shop:{merchant.svea.credentials[0].merchant_id}"
        yield DemoShop(merchant=merchant.id, dialect="svea", actor=actor)
    selling = merchant.selling
    if selling is not None and selling.keys and selling.webhook_url is None:
        actor = f"agent:{selling.keys[0].name}"
        yield DemoShop(merchant=merchant.id, dialect="stateset", actor=actor)
        yield DemoShop(merchant=merchant.id, dialect="acp", actor=actor)
        if merchant.ucp is not None:
            yield DemoShop(merchant=merchant.id, dialect="ucp", actor=actor)
