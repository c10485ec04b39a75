"""Selectively disclosable claims that a platform has signed (SD-JWT, RFC 9901), with a key binding where there is one.

The schema of UCP has no dots and no tilde at the end of a mandate, which the RFC has. Both forms are read.
"""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from interfaces.dialects.ucp.mandates.canonical import parse
from interfaces.dialects.ucp.mandates.jws import Jws, decode, read_jws
from interfaces.dialects.ucp.signing.keys import base64url
from interfaces.dialects.ucp.wire import Shape

_MOST_DISCLOSURES: Final = 500
_DEEPEST: Final = 64
_HASH: Final = "sha-256"
_DIGESTS: Final = "_sd"
_PLACE: Final = "..."


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """What was presented. `issued` is what the issuer has signed, and `binding` what the holder has."""

    issued: Jws
    disclosures: tuple[str, ...]
    binding: Jws | None
    bound: bytes
    """What the hash of the binding is of: all before it."""


def read_presentation(text: str) -> Presentation:
    """Read a presentation. Raises ValueError."""
    issued, *rest = text.split("~")
    last = rest.pop() if rest and "." in rest[-1] else None
    disclosures = tuple(each for each in rest if each)
    if len(disclosures) > _MOST_DISCLOSURES or "" in rest[:-1]:
        raise ValueError("its disclosures are not those of one credential")
    bound = text if last is None else text[: -len(last)]
    return Presentation(
        issued=read_jws(issued),
        disclosures=disclosures,
        binding=None if last is None else read_jws(last),
        bound=bound.encode("ascii"),
    )


def claims_in(presentation: Presentation) -> Shape:
    """Return the signed claims, with those that are disclosed. Raises ValueError."""
    payload = parse(presentation.issued.payload)
    if not isinstance(payload, dict) or payload.get("_sd_alg", _HASH) != _HASH:
        raise ValueError("its claims are not of a known form")
    by_digest: dict[str, list[Any]] = {}
    for each in presentation.disclosures:
        value = parse(decode(each))
        if not isinstance(value, list) or len(value) not in (2, 3):
            raise ValueError("a disclosure has not two or three parts")
        by_digest[digest_of(each)] = value
    disclosed = _Disclosures(by_digest)
    claims: Shape = disclosed.resolve(payload, 0)
    disclosed.require_all_used(len(presentation.disclosures))
    claims.pop("_sd_alg", None)
    return claims


def digest_of(text: str | bytes) -> str:
    """Return the hash of a text in base64url."""
    value = text.encode("ascii") if isinstance(text, str) else text
    return base64url(hashlib.sha256(value).digest())


class _Disclosures:
    """Disclosures by their digests. Each belongs in one place."""

    def __init__(self, by_digest: dict[str, list[Any]]) -> None:
        self._by_digest = by_digest
        self._used: set[str] = set()

    def resolve(self, value: Any, depth: int) -> Any:
        if depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
        if isinstance(value, list):
            return [
                self.resolve(each, depth + 1) for entry in value for each in self._entries(entry)
            ]
        if not isinstance(value, dict):
            return value
        members = {
            name: self.resolve(each, depth + 1) for name, each in value.items() if name != _DIGESTS
        }
        for digest in _digests(value.get(_DIGESTS, [])):
            disclosure = self._take(digest, 3)
            if disclosure is None:
                continue
            _, name, disclosed = disclosure
            if not isinstance(name, str) or name in (_DIGESTS, _PLACE) or name in members:
                raise ValueError("a disclosure has a name that it cannot have")
            members[name] = self.resolve(disclosed, depth + 1)
        return members

    def require_all_used(self, count: int) -> None:
        """Raise ValueError if a disclosure is of no claim, or was given twice."""
        if len(self._used) != count:
            raise ValueError("a disclosure is of no claim")

    def _entries(self, entry: Any) -> list[Any]:
        """Return the entry of an array; none where it is not disclosed."""
        if not (isinstance(entry, dict) and entry.keys() == {_PLACE}):
            return [entry]
        found = self._take(entry[_PLACE], 2)
        return [] if found is None else [found[1]]

    def _take(self, digest: Any, length: int) -> list[Any] | None:
        found = self._by_digest.get(digest) if isinstance(digest, str) else None
        if found is None:
            return None
        if len(found) != length or digest in self._used:
            raise ValueError("a disclosure is not of its claim alone")
        self._used.add(digest)
        return found


def _digests(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("its digests are no array")
    return value
