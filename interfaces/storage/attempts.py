"""The stored form of a refused attempt: what was asked, the facts and the provenance as JSON text."""

import msgspec

from application.ports import KeptAttempt, RefusedAttempt
from domain.provenance import Provenance

_REPLACEMENT = "\ufffd"


def kept(attempt: RefusedAttempt) -> KeptAttempt:
    """The attempt as it will be read back. Raises ValueError where text in it is not Unicode.

    JSON keeps a NUL as an escape; in the plain texts, which never have one, it would be replaced.
    """
    return KeptAttempt(
        checkout_id=_plain(attempt.checkout_id),
        merchant=_plain(attempt.merchant),
        version=attempt.version,
        at=attempt.at,
        reason=_plain(attempt.reason),
        facts=as_json(attempt.facts),
        operation=_plain(attempt.operation),
        asked=as_json(attempt.asked),
        provenance=attempt.provenance,
    )


def as_json(value: object) -> str:
    """JSON text, with decimals as numbers."""
    return msgspec.json.Encoder(decimal_format="number").encode(value).decode()


def provenance_from(text: str) -> Provenance:
    """The provenance that was kept as this JSON text."""
    return msgspec.json.decode(text, type=Provenance)


def _plain(text: str) -> str:
    return text.replace("\0", _REPLACEMENT)
