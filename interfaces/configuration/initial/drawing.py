"""Draw the secrets of a new configuration and write its text. Nothing is written to the disk here."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import Final

from interfaces.runtime.secret_digests import hash_secret

_DRAWN_BYTES: Final = 32
_LEDGER: Final = """\
[ledger]
origin = {origin}
key_file = "ledger.key"
#public = false"""
_NO_LEDGER: Final = """\
# `tillroll ledger key new ledger.key --origin shop.example/tillroll` makes its key and prints its public key.
#[ledger]
#origin = "shop.example/tillroll"
#key_file = "ledger.key"
#public = false"""
_SELLING: Final = """\
# Agents: StateSet, ACP and UCP. The demo provider takes no money.
[merchants.selling]
currency = "USD"
country = "US"
provider = "demo"
demo_catalogue = true
default_version = "2026-04-17"
keys = [{{ name = "agents", key = "{hash}" }}]

# UCP: platforms with the key above, and with `open` also those without credentials.
[merchants.ucp]
# Whether a platform needs a profile that can be fetched: "strict", or "lenient" without.
profiles = "lenient"
#open = false
#version = "2026-04-08"
# Signs order webhooks. `tillroll signing-key new` makes one; until then they wait.
#signing_key_files = ["signing.key"]
#orders_by_platforms = false
#known_addresses = "keys"
#ap2_mandates = false
#signs_answers = false
# A way to pay. These tokens and this card work with the demo provider only.
[[merchants.ucp.handlers]]
id = "mock_payment_handler"
name = "example.shop.mock_payment"
succeeding_tokens = ["success_token"]
declining_tokens = ["fail_token"]
test_cards = ["4242424242424242"]"""
_NO_SELLING: Final = """\
# Agents (StateSet, ACP, UCP) need a payment provider, and the demo, which takes no money, is the only one so far:
# `tillroll init --demo` writes their table."""


@dataclass(frozen=True, kw_only=True)
class NewInstallation:
    """What the configuration is made for. `ledger_origin` is None without a ledger."""

    merchant_id: str
    merchant_name: str
    destroyed_keys_file: str
    ledger_origin: str | None
    demo: bool


@dataclass(frozen=True, kw_only=True)
class DrawnConfiguration:
    """The text of the file, and the secrets that it has as hashes or in clear, by what they are for."""

    text: str
    secrets: Mapping[str, str]


def draw_configuration(
    about: NewInstallation, draw: Callable[[], str] | None = None
) -> DrawnConfiguration:
    """Draw secrets of 32 random bytes and return the text with their hashes, and the secrets themselves."""
    draw = draw or (lambda: secrets.token_urlsafe(_DRAWN_BYTES))
    payment, client, svea, auditor, disputes = (draw() for _ in range(5))
    drawn = {
        "Walley client_secret": client,
        "Svea secret": svea,
        "payment key": payment,
        "history key auditor": auditor,
        "history key disputes": disputes,
    }
    selling = _NO_SELLING
    if about.demo:
        drawn["agents' key"] = agents = draw()
        selling = _SELLING.format(hash=hash_secret(agents))
    origin = about.ledger_origin
    text = _template().substitute(
        demo="true" if about.demo else "false",
        merchant_id=_toml(about.merchant_id),
        merchant_name=_toml(about.merchant_name),
        client_id=_toml(about.merchant_id),
        destroyed_keys_file=_toml(about.destroyed_keys_file),
        ledger=_NO_LEDGER if origin is None else _LEDGER.format(origin=_toml(origin)),
        selling=selling,
        payment_key_hash=hash_secret(payment),
        client_secret_hash=hash_secret(client),
        svea_secret=svea,
        auditor_hash=hash_secret(auditor),
        disputes_hash=hash_secret(disputes),
    )
    return DrawnConfiguration(text=text, secrets=drawn)


def _template() -> Template:
    folder = files("interfaces.configuration.initial")
    return Template(folder.joinpath("tillroll.toml").read_text(encoding="utf-8"))


def _toml(text: str) -> str:
    """Return a TOML string. TOML's escapes are JSON's for all but the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
