"""The types of the configuration file: merchants with their credentials, and the limits of the service.

Secrets that are only compared (client secrets, payment keys, API keys, history keys) may be configured as hashes. Those
that make or verify a signature (Walley's access_key, Svea's secret, webhook_secret) must be known.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any

import msgspec

from interfaces.api.console.settings import ConsoleSettings
from interfaces.api.orders.settings import OrderKey
from interfaces.api.readers.settings import HistoryKey
from interfaces.configuration.archive import ArchiveSettings
from interfaces.configuration.key_settings import KeySettings, RetentionSettings
from interfaces.configuration.ledger.settings import LedgerSettings
from interfaces.configuration.limits import LimitSettings, PerMinute
from interfaces.configuration.secrets import digests
from interfaces.configuration.serving import DeliverySettings, ServingSettings
from interfaces.configuration.storage import StorageSettings
from interfaces.dialects.descriptor import SettingsDescriptor
from interfaces.dialects.registry import SETTINGS
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.svea.settings import SveaSettings
from interfaces.dialects.ucp.settings import UcpSettings
from interfaces.dialects.walley.settings import WalleySettings
from interfaces.http.limits.policies import LimitPolicies
from interfaces.runtime.secret import Secret


class Merchant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A merchant. `id` is written into every event and never changes; `name` is for people.

    `requests_per_minute` applies to each of its credentials; None means `merchant_requests` of the limits.
    Each table of settings has the key of its descriptor in `interfaces.dialects.registry`.
    """

    id: str
    name: str
    walley: WalleySettings | None = None
    svea: SveaSettings | None = None
    payment_keys: tuple[Secret, ...] = ()
    order_keys: tuple[OrderKey, ...] = ()
    selling: SellingSettings | None = None
    ucp: UcpSettings | None = None
    requests_per_minute: PerMinute | None = None
    retention: RetentionSettings = RetentionSettings()

    def settings_tables(self) -> Iterator[tuple[SettingsDescriptor[Any], Any]]:
        """Yield the descriptor and the settings of each table that the merchant has."""
        for descriptor in SETTINGS:
            settings = getattr(self, descriptor.key)
            if settings is not None:
                yield descriptor, settings

    def compared_secrets(self) -> Iterator[str]:
        """Yield the secrets that are only compared, as configured: in clear or hashed."""
        yield from self.payment_keys
        yield from (each.key for each in self.order_keys)
        for descriptor, settings in self.settings_tables():
            yield from descriptor.compared_secrets(settings)

    def signing_secrets(self) -> Iterator[str]:
        """Yield the secrets that make or verify signatures."""
        for descriptor, settings in self.settings_tables():
            yield from descriptor.signing_secrets(settings)


class CheckoutSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lifetimes of checkouts, and the number of checkouts that each process caches."""

    purchase_within_hours: int = 7 * 24
    readable_after_expiry_hours: int = 24
    payment_patience_seconds: Annotated[int, msgspec.Meta(ge=1)] = 15
    payment_within_hours: Annotated[int, msgspec.Meta(ge=1)] = 7 * 24
    receipt_days: Annotated[int, msgspec.Meta(ge=1, le=3650)] = 14
    cached_per_process: int = 10_000

    @property
    def purchase_within(self) -> timedelta:
        """The time after which a checkout without a purchase expires."""
        return timedelta(hours=self.purchase_within_hours)

    @property
    def readable_after_expiry(self) -> timedelta:
        """The time during which an expired checkout is answered "aborted"; afterwards it is "not found"."""
        return timedelta(hours=self.readable_after_expiry_hours)

    @property
    def receipt_kept_for(self) -> timedelta:
        """The time during which the customer's page shows a completed or cancelled purchase; afterwards it is 404."""
        return timedelta(days=self.receipt_days)

    @property
    def payment_patience(self) -> timedelta:
        """The time after which a payment without an outcome is taken for one whose process has crashed."""
        return timedelta(seconds=self.payment_patience_seconds)

    @property
    def payment_within(self) -> timedelta:
        """The time after which a commitment that nobody paid is released."""
        return timedelta(hours=self.payment_within_hours)


class Configuration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole configuration file.

    `public_address` is the address at which browsers of customers reach this server (`https://checkout.example`). None
    means the address at which shops reach it. `demo` turns demo mode on; `demo/mode.py` describes
    demo mode. Without `ledger`, events are logged in none, except in a demo with a database of its own.
    """

    merchants: tuple[Merchant, ...]
    demo: bool = False
    public_address: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/\"'<>]+$")] | None = None
    history_keys: tuple[HistoryKey, ...] = ()
    checkout: CheckoutSettings = CheckoutSettings()
    delivery: DeliverySettings = DeliverySettings()
    serving: ServingSettings = ServingSettings()
    limits: LimitSettings = LimitSettings()
    keys: KeySettings = KeySettings()
    console: ConsoleSettings = ConsoleSettings()
    ledger: LedgerSettings | None = None
    storage: StorageSettings = StorageSettings()
    archive: ArchiveSettings = ArchiveSettings()

    def compared_secrets(self) -> Iterator[str]:
        """Yield all secrets that are only compared."""
        for merchant in self.merchants:
            yield from merchant.compared_secrets()
        yield from (each.key for each in self.history_keys)

    def signing_secrets(self) -> Iterator[str]:
        """Yield all secrets that make or verify signatures."""
        for merchant in self.merchants:
            yield from merchant.signing_secrets()

    def limit_policies(self) -> LimitPolicies:
        """Return the limits of rate and of failed sign-ins."""
        own = {
            merchant.id: merchant.requests_per_minute
            for merchant in self.merchants
            if merchant.requests_per_minute is not None
        }
        return self.limits.policies(own)

    def ignored_settings(self) -> Iterator[str]:
        """Yield the paths of settings of older versions that have no effect."""
        for index, merchant in enumerate(self.merchants):
            if merchant.walley is not None and merchant.walley.token_key is not None:
                yield f"merchants[{index}].walley.token_key"

    def secret_digests(self) -> frozenset[bytes]:
        """Return the digests of all secrets."""
        return digests((*self.compared_secrets(), *self.signing_secrets()))
