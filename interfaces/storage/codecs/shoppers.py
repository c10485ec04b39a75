"""Hides public tokens in what older versions stored.

A public token is a credential: who has it may suspend a checkout or identify its customer. Older versions stored it as
the name of the shopper (`shopper:<token>`) and in the state document. Stored data is not rewritten, so it is translated
when it is read: the shopper is named by the checkout, and the document has no token.
"""

import re
from dataclasses import replace
from typing import Final

from domain.provenance import Provenance

SHOPPER: Final = "shopper:"
_TOKEN_IN_PATCH = re.compile(r'\{"op":"add","path":"/public_token","value":"[^"\\]*"\},?')
_FIRST_VERSION = 1


def without_token(by: Provenance, checkout_id: str) -> Provenance:
    """Return the provenance with the shopper named by the checkout."""
    actor = SHOPPER + checkout_id
    if not by.actor.startswith(SHOPPER) or by.actor == actor:
        return by
    return replace(by, actor=actor)


def changes_without_token(changes: str, version: int) -> str:
    """Return the patch of an event, as JSON text, without the public token, which only the first one can have."""
    return _TOKEN_IN_PATCH.sub("", changes, count=1) if version == _FIRST_VERSION else changes
