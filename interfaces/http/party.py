"""The party that sends a request, as the head of the request tells it.

A dialect identifies the party before the body is read. Admission and rate limits go by it.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Final

CALLER: Final = "tillroll.caller"
"""The key of the ASGI scope for what a dialect found when it identified the party. Its endpoints take it from there."""


class Share(StrEnum):
    """The parts into which the capacity of a process is divided, so that none takes it from another."""

    MERCHANTS = "merchants"
    PAYMENTS = "payments"
    HISTORY = "history"
    STRANGERS = "strangers"


@dataclass(frozen=True, slots=True)
class Party:
    """A sender: `name` is the merchant or the history key, `credential` the name of the secret that it used.

    For a stranger, `name` is a digest of the token in the path, or empty, and `credential` is empty. No field has a
    secret. `is_verified` is false where the body is needed to verify the claim, as for Svea's signatures.
    """

    share: Share
    name: str = ""
    credential: str = ""
    is_verified: bool = True


STRANGER = Party(Share.STRANGERS)


def stranger_with(token: str) -> Party:
    """Return a stranger who knows the public token of a checkout. The name is a digest of the token."""
    return Party(Share.STRANGERS, blake2b(token.encode(), digest_size=16).hexdigest())
