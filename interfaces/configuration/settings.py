"""The configuration: merchants with their credentials, and the limits that a house may set.

Secrets that are only compared (client secrets, payment keys, API keys, history keys) may stand there as hashes. Those
that a signature is checked or made with (Walley's access_key, Svea's secret, webhook_secret) must be known.

Without `TILLROLL_CONFIG` the demo configuration below holds. `interfaces/configuration/demo.py` says where demo parts
are refused.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from interfaces.api.history.settings import HistoryKey
from interfaces.configuration.demo import demo_fault
from interfaces.configuration.names import faulty_name, names_in_history
from interfaces.configuration.secrets import digests, faulty_secret
from interfaces.configuration.serving import DeliverySettings, ServingSettings
from interfaces.dialects.session.settings import ApiKey, SellingSettings
from interfaces.dialects.svea.settings import DEMO_CAMPAIGN, SveaCredential, SveaSettings
from interfaces.dialects.walley.settings import WalleyClient, WalleySettings, WalleySharedKey
from interfaces.runtime.secret import Secret, exposure_fault, secret_faults
from interfaces.runtime.secret_digests import digest_of
from interfaces.storage.postgres.tables.demo_payments import DEMO_PROVIDER


class ConfigurationRefused(Exception):
    """The configuration cannot be used; the message says what to mend."""


class Merchant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A merchant. `id` is written into every event and never changes; `name` is for people."""

    id: str
    name: str
    walley: WalleySettings | None = None
    svea: SveaSettings | None = None
    payment_keys: tuple[Secret, ...] = ()
    selling: SellingSettings | None = None

    def compared_secrets(self) -> Iterator[str]:
        """The secrets that are only compared, in either form."""
        yield from self.payment_keys
        if self.walley is not None:
            yield from (client.client_secret for client in self.walley.clients)
        if self.selling is not None:
            yield from (each.key for each in self.selling.keys)

    def signing_secrets(self) -> Iterator[str]:
        """The secrets that signatures are made of."""
        if self.walley is not None:
            yield from (key.access_key for key in self.walley.shared_keys)
        if self.selling is not None and self.selling.webhook_secret is not None:
            yield self.selling.webhook_secret
        if self.svea is not None:
            yield from (credential.secret for credential in self.svea.credentials)


class CheckoutSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long checkouts live."""

    purchase_within_hours: int = 7 * 24
    readable_after_expiry_hours: int = 24
    payment_patience_seconds: Annotated[int, msgspec.Meta(ge=1)] = 15
    cached_per_process: int = 10_000

    @property
    def purchase_within(self) -> timedelta:
        """A checkout that is not purchased in this time expires."""
        return timedelta(hours=self.purchase_within_hours)

    @property
    def readable_after_expiry(self) -> timedelta:
        """An expired checkout answers "aborted" for this long, and "not found" after that."""
        return timedelta(hours=self.readable_after_expiry_hours)

    @property
    def payment_patience(self) -> timedelta:
        """A payment that was asked for and has no outcome after this is taken for one whose asker has crashed."""
        return timedelta(seconds=self.payment_patience_seconds)


class Configuration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of it.

    `public_address` is where customers' browsers reach this server (`https://checkout.example`); None where that is the
    address at which shops do. `demo` turns demo mode on, as `interfaces/configuration/demo.py` describes it.
    """

    merchants: tuple[Merchant, ...]
    demo: bool = False
    public_address: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/\"'<>]+$")] | None = None
    history_keys: tuple[HistoryKey, ...] = ()
    checkout: CheckoutSettings = CheckoutSettings()
    delivery: DeliverySettings = DeliverySettings()
    serving: ServingSettings = ServingSettings()

    def compared_secrets(self) -> Iterator[str]:
        """Every secret in it that is only compared."""
        for merchant in self.merchants:
            yield from merchant.compared_secrets()
        yield from (each.key for each in self.history_keys)

    def signing_secrets(self) -> Iterator[str]:
        """Every secret in it that signatures are made of."""
        for merchant in self.merchants:
            yield from merchant.signing_secrets()

    def ignored_settings(self) -> Iterator[str]:
        """The settings of older versions that are in it and have no effect any more, by their paths."""
        for index, merchant in enumerate(self.merchants):
            if merchant.walley is not None and merchant.walley.token_key is not None:
                yield f"merchants[{index}].walley.token_key"

    def secret_digests(self) -> frozenset[bytes]:
        """Every secret in it, whichever form it stands in."""
        return digests((*self.compared_secrets(), *self.signing_secrets()))


def demo_configuration() -> Configuration:
    """Two merchants with public secrets: one to try things with, and one to see that it is kept apart.

    Shops on the same machine may be called back, without TLS.
    """
    return Configuration(
        demo=True,
        delivery=DeliverySettings(allow_http=True, allow_networks=("127.0.0.0/8", "::1/128")),
        merchants=(
            Merchant(
                id="demo-shop",
                name="Demo Shop",
                walley=WalleySettings(
                    store_ids=(1001,),
                    clients=(WalleyClient("demo-client", "demo-secret"),),
                    shared_keys=(WalleySharedKey("demo", "demo-access-key"),),
                ),
                svea=SveaSettings(
                    credentials=(SveaCredential("100001", "demo-svea-secret"),),
                    recurring=True,
                    campaigns=(DEMO_CAMPAIGN,),
                ),
                payment_keys=("demo-payments",),
                selling=SellingSettings(
                    keys=(
                        ApiKey("demo", "sk_test_demo"),
                        ApiKey("demo-read", "rk_test_demo_read", ("checkouts:read",)),
                    ),
                    provider=DEMO_PROVIDER,
                    demo_catalogue=True,
                    default_version="2026-04-17",
                ),
            ),
            Merchant(
                id="other-shop",
                name="Other Shop",
                walley=WalleySettings(
                    store_ids=(1002,),
                    clients=(WalleyClient("other-client", "other-secret"),),
                    shared_keys=(WalleySharedKey("other", "other-access-key"),),
                ),
                svea=SveaSettings(credentials=(SveaCredential("100002", "other-svea-secret"),)),
                payment_keys=("other-payments",),
                selling=SellingSettings(
                    keys=(ApiKey("other", "sk_test_other"),),
                    provider=DEMO_PROVIDER,
                    demo_catalogue=True,
                ),
            ),
        ),
        history_keys=(
            HistoryKey(name="demo-history", key="demo-history", merchants=("demo-shop",)),
            HistoryKey(name="demo-auditor", key="demo-auditor", merchants="all"),
        ),
    )


def load_configuration(file: Path | None, *, production: bool) -> Configuration:
    """Reads the TOML file, or takes the demo configuration where there is none. Raises ConfigurationRefused."""
    configuration = demo_configuration() if file is None else _read(file)
    _refuse_faulty_names(configuration)
    _refuse_faulty_secrets(configuration)
    _refuse_what_is_ambiguous(configuration)
    _refuse_what_is_no_network(configuration)
    _refuse_unknown_merchants(configuration)
    _refuse_unsigned_webhooks(configuration)
    _refuse_webhooks_at_other_ports(configuration)
    fault = demo_fault(configuration, demo_configuration().secret_digests(), production=production)
    if fault is not None:
        raise ConfigurationRefused(fault)
    faults = secret_faults(configuration, production=production, demo=configuration.demo)
    if faults:
        raise ConfigurationRefused(
            f"Secrets in the configuration: {'; '.join(faults)}. tillroll hash-secret --new draws one."
        )
    exposed = exposure_fault(file) if production and file is not None else None
    if exposed is not None:
        raise ConfigurationRefused(exposed)
    return configuration


def _read(file: Path) -> Configuration:
    try:
        return msgspec.toml.decode(file.read_bytes(), type=Configuration)
    except OSError as error:
        raise ConfigurationRefused(f"{file} cannot be read: {error.strerror}.") from error
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigurationRefused(f"{file}: {error}.") from error


def _refuse_faulty_names(configuration: Configuration) -> None:
    faulty = faulty_name(configuration.merchants, configuration.history_keys)
    if faulty is not None:
        raise ConfigurationRefused(
            f"{faulty} must be 1 to 64 characters, each of A-Z, a-z, 0-9, '.', '_' and '-'."
        )


def _refuse_faulty_secrets(configuration: Configuration) -> None:
    fault = faulty_secret(configuration.compared_secrets(), configuration.signing_secrets())
    if fault is not None:
        raise ConfigurationRefused(f"A secret in the configuration: {fault}.")


def _refuse_what_is_ambiguous(configuration: Configuration) -> None:
    """Every name that a request is recognised by belongs to one merchant, or a request would have two owners."""
    taken: set[tuple[str, str]] = set()
    named = [name for merchant in configuration.merchants for name in _recognised_by(merchant)]
    named += [("history key", digest_of(each.key).hex()) for each in configuration.history_keys]
    for kind, name in named:
        if (kind, name) in taken:
            shown = "" if kind.endswith(" key") else f" {name!r}"
            raise ConfigurationRefused(f"The configuration has the same {kind}{shown} twice.")
        taken.add((kind, name))


def _refuse_unknown_merchants(configuration: Configuration) -> None:
    """A misspelled merchant would leave an auditor looking at nothing and taking it for all there is."""
    known = {merchant.id for merchant in configuration.merchants}
    for key in configuration.history_keys:
        for name in key.named_merchants or ():
            if name not in known:
                raise ConfigurationRefused(
                    f"The history key {key.name!r} is for {name!r}, and there is no such merchant."
                )


def _refuse_unsigned_webhooks(configuration: Configuration) -> None:
    """Nobody could tell a webhook without a signature from a forged one."""
    for merchant in configuration.merchants:
        selling = merchant.selling
        if selling is not None and selling.webhook_url and not selling.webhook_secret:
            raise ConfigurationRefused(f"{merchant.id} has a webhook_url and no webhook_secret.")


def _refuse_webhooks_at_other_ports(configuration: Configuration) -> None:
    """A webhook to a port where callbacks do not go would never be sent."""
    ports = configuration.delivery.ports
    for index, merchant in enumerate(configuration.merchants):
        url = None if merchant.selling is None else merchant.selling.webhook_url
        if url is not None and not ports.allows(urlsplit(url).port):
            raise ConfigurationRefused(
                f"merchants[{index}].selling.webhook_url has a port where callbacks may not go: "
                "[delivery] allow_ports adds ports."
            )


def _refuse_what_is_no_network(configuration: Configuration) -> None:
    try:
        _ = configuration.delivery.reach
    except ValueError as error:
        raise ConfigurationRefused(f"[delivery] allow_networks: {error}.") from error
    faulty = configuration.serving.faulty_proxy
    if faulty is not None:
        raise ConfigurationRefused(
            f"[serving] trusted_proxies: {faulty!r} is not the address or network of a proxy."
        )


def _recognised_by(merchant: Merchant) -> Iterator[tuple[str, str]]:
    yield "merchant id", merchant.id
    yield from (("payment key", digest_of(key).hex()) for key in merchant.payment_keys)
    if merchant.selling is not None:
        yield from (("API key", digest_of(each.key).hex()) for each in merchant.selling.keys)
    if merchant.walley is not None:
        yield from (("Walley store", str(store)) for store in merchant.walley.store_ids)
        # One name with two secrets is a secret being rotated.
        yield from (
            ("Walley client", name) for name in {it.client_id for it in merchant.walley.clients}
        )
        yield from (
            ("Walley user", name) for name in {it.username for it in merchant.walley.shared_keys}
        )
    if merchant.svea is not None:
        yield from (
            ("Svea merchant id", name)
            for name in {it.merchant_id for it in merchant.svea.credentials}
        )
    yield from sorted(names_in_history(merchant))
