"""Check a configuration before the service starts. Every check raises ConfigurationRefused."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.demo.mode import demo_fault
from interfaces.configuration.names import faulty_name, names_in_history
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.secrets import faulty_secret
from interfaces.configuration.settings import Configuration, Merchant
from interfaces.dialects.ucp.settings import settings_faults
from interfaces.runtime.secret import secret_faults
from interfaces.runtime.secret_digests import digest_of
from interfaces.webhooks.egress_policy import EgressRefused


def refuse_faulty_configuration(configuration: Configuration, *, production: bool) -> None:
    """Run all checks in order and raise ConfigurationRefused at the first fault."""
    for check in _CHECKS:
        check(configuration)
    for check_for in _CHECKS_OF_THE_ENVIRONMENT:
        check_for(configuration, production=production)


def configuration_faults(configuration: Configuration, *, production: bool) -> Iterator[str]:
    """Yield the first fault of each check, in the order of the checks."""
    checks: list[Callable[[Configuration], None]] = list(_CHECKS)
    checks += (partial(each, production=production) for each in _CHECKS_OF_THE_ENVIRONMENT)
    for check in checks:
        try:
            check(configuration)
        except ConfigurationRefused as refusal:
            yield str(refusal)


def _refuse_faulty_names(configuration: Configuration) -> None:
    path = faulty_name(configuration)
    if path is not None:
        raise ConfigurationRefused(
            f"{path} must be 1 to 64 characters, each of A-Z, a-z, 0-9, '.', '_' and '-'."
        )


def _refuse_malformed_secrets(configuration: Configuration) -> None:
    fault = faulty_secret(configuration.compared_secrets(), configuration.signing_secrets())
    if fault is not None:
        raise ConfigurationRefused(f"A secret in the configuration: {fault}.")


def _refuse_ambiguous_credentials(configuration: Configuration) -> None:
    """Refuse a value that identifies two merchants, because a request with it would belong to both."""
    seen: set[tuple[str, str]] = set()
    values = [value for merchant in configuration.merchants for value in _unique_values(merchant)]
    values += [("history key", digest_of(each.key).hex()) for each in configuration.history_keys]
    for kind, value in values:
        if (kind, value) in seen:
            # The value of a key is the digest of a secret and is not shown.
            shown = "" if kind.endswith(" key") else f" {value!r}"
            raise ConfigurationRefused(f"The configuration has the same {kind}{shown} twice.")
        seen.add((kind, value))


def _unique_values(merchant: Merchant) -> Iterator[tuple[str, str]]:
    yield "merchant id", merchant.id
    yield from (("payment key", digest_of(key).hex()) for key in merchant.payment_keys)
    yield from (("order key", digest_of(each.key).hex()) for each in merchant.order_keys)
    for descriptor, settings in merchant.settings_tables():
        yield from descriptor.unique_values(settings)
    yield from sorted(names_in_history(merchant))


def _refuse_faulty_networks(configuration: Configuration) -> None:
    try:
        _ = configuration.delivery.reach
    except ValueError as error:
        raise ConfigurationRefused(f"[delivery] allow_networks: {error}.") from error
    faulty = configuration.serving.faulty_proxy
    if faulty is not None:
        raise ConfigurationRefused(
            f"[serving] trusted_proxies: {faulty!r} is not the address or network of a proxy."
        )


def _refuse_faulty_storage(configuration: Configuration) -> None:
    if (fault := configuration.storage.fault()) is not None:
        raise ConfigurationRefused(fault)


def _refuse_faulty_archive(configuration: Configuration) -> None:
    if (fault := configuration.archive.fault()) is not None:
        raise ConfigurationRefused(fault)


def _refuse_unknown_merchants(configuration: Configuration) -> None:
    """Refuse a history key for a misspelled merchant: its reader would take an empty history for a complete one."""
    known = {merchant.id for merchant in configuration.merchants}
    for key in configuration.history_keys:
        for name in key.named_merchants or ():
            if name not in known:
                raise ConfigurationRefused(
                    f"The history key {key.name!r} is for {name!r}, and there is no such merchant."
                )


def _refuse_unsigned_webhooks(configuration: Configuration) -> None:
    """Refuse webhooks without a signature, because a receiver cannot tell them from forged ones."""
    for merchant in configuration.merchants:
        selling = merchant.selling
        if selling is not None and selling.webhook_url and not selling.webhook_secret:
            raise ConfigurationRefused(f"{merchant.id} has a webhook_url and no webhook_secret.")


def _refuse_faulty_platform_settings(configuration: Configuration) -> None:
    found = settings_faults((each.id, each.ucp, each.selling) for each in configuration.merchants)
    for fault in found:
        raise ConfigurationRefused(fault)


def _refuse_webhooks_at_other_ports(configuration: Configuration) -> None:
    """Refuse a webhook URL whose port the egress policy forbids: nothing would ever be sent to it."""
    ports = configuration.delivery.ports
    for index, merchant in enumerate(configuration.merchants):
        url = None if merchant.selling is None else merchant.selling.webhook_url
        if url is not None and not ports.allows(urlsplit(url).port):
            raise ConfigurationRefused(
                f"merchants[{index}].selling.webhook_url has a port where callbacks may not go: "
                "[delivery] allow_ports adds ports."
            )


def _refuse_time_stamps_at_other_ports(configuration: Configuration) -> None:
    """Refuse an authority at a port that the egress policy forbids, or with a password in its URL."""
    ledger = configuration.ledger
    if ledger is None or ledger.time_stamps is None:
        return
    try:
        replace(configuration.delivery.reach, http=True).parse(ledger.time_stamps)
    except EgressRefused as error:
        raise ConfigurationRefused(f"[ledger] time_stamps cannot be asked: {error}") from error


def _refuse_demo_parts(configuration: Configuration, *, production: bool) -> None:
    fault = demo_fault(configuration, demo_configuration().secret_digests(), production=production)
    if fault is not None:
        raise ConfigurationRefused(fault)


def _refuse_weak_secrets(configuration: Configuration, *, production: bool) -> None:
    faults = secret_faults(configuration, production=production, demo=configuration.demo)
    if faults:
        raise ConfigurationRefused(
            f"Secrets in the configuration: {'; '.join(faults)}. tillroll hash-secret --new draws one."
        )


_CHECKS: Final = (
    _refuse_faulty_names,
    _refuse_malformed_secrets,
    _refuse_ambiguous_credentials,
    _refuse_faulty_networks,
    _refuse_faulty_storage,
    _refuse_faulty_archive,
    _refuse_unknown_merchants,
    _refuse_unsigned_webhooks,
    _refuse_faulty_platform_settings,
    _refuse_webhooks_at_other_ports,
    _refuse_time_stamps_at_other_ports,
)
_CHECKS_OF_THE_ENVIRONMENT: Final = (_refuse_demo_parts, _refuse_weak_secrets)
