"""The stored form of a refused attempt: its command, facts and provenance as JSON text."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT, RefusedCommand, StoredRefusal

_REPLACEMENT = "\ufffd"


def stored_refusal(attempt: RefusedCommand) -> StoredRefusal:
    """Return the attempt as it will be read back. Raises ValueError for text that is not valid Unicode.

    JSON stores a NUL as an escape. In plain columns a NUL is replaced.
    """
    return StoredRefusal(
        checkout_id=_plain(attempt.checkout_id),
        merchant=_plain(attempt.merchant),
        version=attempt.version,
        at=attempt.at,
        reason=_plain(attempt.reason),
        facts=as_json(attempt.facts),
        operation=_plain(attempt.operation),
        command=as_json(attempt.command),
        provenance=attempt.provenance,
    )


def with_latest_counted(
    attempts: Sequence[StoredRefusal], made: int, latest: StoredRefusal | None
) -> list[StoredRefusal]:
    """Insert the `latest` counted attempt into the attempts, oldest first, with the number of those not stored.

    `made` is the total number of counted attempts, the first COUNTED_ATTEMPTS_KEPT of which are stored.
    """
    found = list(attempts)
    beyond = made - COUNTED_ATTEMPTS_KEPT
    if latest is None or beyond <= 0:
        return found
    facts = msgspec.json.decode(latest.facts, type=dict[str, object])
    counted = replace(latest, facts=as_json({**facts, "beyond_limit": beyond}))
    place = max((place for place, each in enumerate(found, 1) if each.at <= latest.at), default=0)
    return [*found[:place], counted, *found[place:]]


def as_json(value: object) -> str:
    """Encode as JSON text, with decimals as numbers."""
    return msgspec.json.Encoder(decimal_format="number").encode(value).decode()


def _plain(text: str) -> str:
    return text.replace("\0", _REPLACEMENT)
