"""The rules of demo mode (`demo = true` in the configuration).

Demo secrets, the demo payment provider, the demo catalogue and callbacks to loopback addresses need demo mode.
Production refuses demo mode. On an address that is not loopback, demo mode needs an option of `tillroll serve`.
"""

from collections.abc import Iterator
from ipaddress import ip_address

from interfaces.configuration.settings import Configuration
from interfaces.storage.postgres.tables.demo_payments import DEMO_PROVIDER

ON_THE_NETWORK = "--demo-on-the-network"


def demo_fault(
    configuration: Configuration, demo_secrets: frozenset[bytes], *, production: bool
) -> str | None:
    """Return why the demo parts of the configuration, or sales without a payment provider, make it unusable."""
    if production and configuration.secret_digests() & demo_secrets:
        return (
            "TILLROLL_ENV=production, but the configuration holds secrets of the demo merchants, which everybody "
            "knows. Name a TOML file with your own merchants in TILLROLL_CONFIG."
        )
    if production and (configuration.demo or any(True for _ in _demo_parts(configuration))):
        parts = ", ".join(["demo = true"] * configuration.demo + [*_demo_parts(configuration)])
        return (
            f"TILLROLL_ENV=production, but the configuration has demo parts: {parts}. Remove them. The demo payment "
            "provider takes no money and there is no other one yet, so remove the keys in [merchants.selling] as well."
        )
    if configuration.demo:
        return None
    parts = ", ".join(_demo_parts(configuration))
    if parts:
        return f"The configuration has parts that need demo mode: {parts}. Remove them or set demo = true."
    if configuration.secret_digests() & demo_secrets:
        return (
            "The configuration holds secrets of the demo merchants, which everybody knows. Draw others with "
            "tillroll hash-secret --new, or set demo = true."
        )
    for merchant in configuration.merchants:
        selling = merchant.selling
        if selling is not None and selling.keys and selling.provider is None:
            return (
                f"{merchant.id} has keys in [merchants.selling] and no payment provider. The only provider is the "
                f'demo, which takes no money: remove the keys, or set demo = true and provider = "{DEMO_PROVIDER}".'
            )
    return None


def network_fault(configuration: Configuration, address: str, *, allowed: bool) -> str | None:
    """Return why a server with this configuration must not listen on `address`, or None."""
    if not configuration.demo or allowed or is_loopback(address):
        return None
    return (
        f"The configuration is in demo mode and may hold secrets that everybody knows, and {address} is not a loopback "
        "address. Listen on 127.0.0.1, name a TOML file with your own merchants in TILLROLL_CONFIG, or add "
        f"{ON_THE_NETWORK}."
    )


def is_loopback(address: str) -> bool:
    """Whether only programs on the same machine can connect to this address."""
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _demo_parts(configuration: Configuration) -> Iterator[str]:
    for merchant in configuration.merchants:
        selling = merchant.selling
        if selling is not None and selling.provider == DEMO_PROVIDER:
            yield f'provider = "{DEMO_PROVIDER}" of {merchant.id}'
        if selling is not None and selling.demo_catalogue:
            yield f"demo_catalogue of {merchant.id}"
        if merchant.ucp is not None and merchant.ucp.simulation_secret is not None:
            yield f"simulation_secret of {merchant.id}"
    for network in configuration.delivery.reach.networks:
        if network.is_loopback:
            yield f"the loopback network {network} in [delivery]"
