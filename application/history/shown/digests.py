"""Keyed digests of what a customer was shown, and their comparison with a replay.

The whole of the content but the customer data is known to readers of the events, so a plain digest would let them find
the data by guessing, also after its erasure. The keys are derived from the `person` key of the checkout, and are
destroyed with it.
"""

import enum
from typing import Final

from application.commands.purchase import Display
from application.ports.person_vault import KEYED_DIGEST, PersonAccess, PersonKey
from domain.values.shown import Shown

CONTENT_FIELD: Final = "shown.digest"
DISPLAYED_FIELD: Final = "shown.displayed"


class Match(enum.Enum):
    """The outcome of a comparison with a recorded digest."""

    SAME = "same"
    OTHER = "other"
    ERASED = "erased"
    """The key of the recorded digest is destroyed."""


def with_digests(display: Display, key: PersonKey) -> Shown:
    """Return what is recorded of a display."""
    content, displayed = display.content, display.displayed
    return Shown(
        surface=display.surface,
        renderer=display.renderer,
        sight=display.sight,
        digest=None if content is None else key.digest(CONTENT_FIELD, content),
        claims=display.claims,
        displayed=None if displayed is None else key.digest(DISPLAYED_FIELD, displayed),
    )


def compare(recorded: str, content: bytes, access: PersonAccess) -> Match:
    """Compare a content with a recorded digest. Raises StoreUnavailable if the master key is missing."""
    parts = KEYED_DIGEST.fullmatch(recorded)
    if access.key is None:
        return Match.ERASED
    if parts is None:
        return Match.OTHER
    field, mark = parts.groups()
    again = access.key.digest(field, content)
    if again == recorded:
        return Match.SAME
    has_key = KEYED_DIGEST.fullmatch(again)
    assert has_key is not None
    return Match.OTHER if has_key[2] == mark else Match.ERASED
