"""The settings of a merchant that sells to agents: API keys, currency, links and webhooks."""

from typing import Annotated, Literal

import msgspec

from interfaces.runtime.secret import Secret

SCOPES = ("checkouts:read", "checkouts:write")
_NonEmpty = Annotated[str, msgspec.Meta(min_length=1)]


def marketing_by(channel: str) -> str:
    """Return the purpose of marketing through a channel."""
    return f"marketing.{channel}"


def is_marketing_by_channel(purpose: str) -> bool:
    """Return whether a purpose is marketing through one channel."""
    return purpose.startswith(marketing_by(""))


class ApiKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An API key to the StateSet and ACP dialects. A restricted key has fewer scopes.

    `name` identifies the client in the history. Two keys of one name are a key that is being rotated.
    """

    name: str
    key: Secret
    scopes: tuple[str, ...] = SCOPES


class SellingLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page that sessions link to. `type` is one of ACP's (`terms_of_use`, `privacy_policy`)."""

    type: _NonEmpty
    url: _NonEmpty


class MarketingConsent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A channel of marketing (`email`) that the buyer is asked about, and what exactly the buyer would get."""

    channel: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_-]{0,31}$")]
    display_text: _NonEmpty
    privacy_policy_url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/?#@]+([/?#]\S*)?$")]

    @property
    def purpose(self) -> str:
        """The purpose of the consent, as events record it."""
        return marketing_by(self.channel)


class SellingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one merchant. `country` is the shop's; its taxes apply until an address is known.

    In `order_url`, `{order.id}` stands for the order. `demo_catalogue` fills an empty catalogue at start.
    `default_version` is the version of ACP for requests that name none; without it they are refused.
    `requests_per_minute` applies to each key, in StateSet's API. Orders are sent to `webhook_url`, signed with
    `webhook_secret`. `marketing_consents` are asked for in ACP 2026-04-17. `provider` takes the payments; the only one
    is the demo provider, which takes no money. With `remembers_addresses`, the address book of the merchant gets the
    addresses of completed purchases.
    """

    keys: tuple[ApiKey, ...] = ()
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] = "USD"
    country: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")] = "US"
    order_url: _NonEmpty = "https://shop.example/orders/{order.id}"
    links: tuple[SellingLink, ...] = ()
    provider: Literal["demo"] | None = None
    demo_catalogue: bool = False
    default_version: Literal["2025-09-29", "2026-01-30", "2026-04-17"] | None = None
    requests_per_minute: Annotated[int, msgspec.Meta(ge=1)] = 6000
    webhook_url: (
        Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/?#@]+([/?#]\S*)?$")] | None
    ) = None
    webhook_secret: Secret | None = None
    marketing_consents: tuple[MarketingConsent, ...] = ()
    remembers_addresses: bool = False

    def permalink_of(self, order_id: str) -> str:
        """Return the URL of the page of an order."""
        return self.order_url.replace("{order.id}", order_id)
