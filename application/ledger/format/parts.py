"""The parts of a stored event, and the salted commitment to them.

A part is a name and the exact bytes of a value. Every part has a digest with a salt of its own, so a reader can be
shown some parts and still check the commitment, and cannot guess the others.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Sequence
from hashlib import sha256, shake_256
from typing import NamedTuple

from application.ledger.format.encoding import Malformed, u16, u64

SALT_BYTES = 32
CHECKOUT, TOPIC, TIMESTAMP = "checkout", "topic", "/timestamp"
_PARTS_LABEL = b"tillroll parts v1\n"
_SALTS_LABEL = b"tillroll salts v1\n"
_SPACES = frozenset(" \t\n\r")
_PLAIN_NAME = re.compile(r'[ \t\n\r]*"([^"\\\x00-\x1f]*)"[ \t\n\r]*:[ \t\n\r]*')
_SCAN = json.JSONDecoder().raw_decode


class Part(NamedTuple):
    """One part: `checkout`, `topic`, or a JSON Pointer (RFC 6901) into the stored event; and its value's bytes."""

    name: str
    value: bytes


def parts_of(checkout_id: str, topic: str, stored: bytes) -> tuple[Part, ...]:
    """Return the parts of an event: the checkout, the topic, and the members of its stored JSON, in stored order.

    The members of a member that is an object, and not empty, are parts in its place. `stored` is the unpacked JSON
    without the id and the version. Raises Malformed if it is no JSON object.
    """
    text = _decode_stored(stored)
    head = (Part(CHECKOUT, checkout_id.encode()), Part(TOPIC, topic.encode()))
    try:
        parts = list(head)
        start = _skip(text, 0)
        if text[start] != "{" or _skip(text, _read_object(text, start + 1, "", parts)) != len(text):
            raise ValueError("no object")
        return tuple(parts)
    except (ValueError, IndexError, RecursionError) as error:
        raise Malformed("a stored event is no JSON object") from error


def salts_of(key: bytes, version: int, count: int) -> tuple[bytes, ...]:
    """Return the salts of an event's parts, from the 32 bytes of its checkout's key of class `ledger`."""
    secret = hmac.digest(key, _SALTS_LABEL + u64(version), "sha256")
    stream = shake_256(secret).digest(SALT_BYTES * count)
    return tuple(stream[at : at + SALT_BYTES] for at in range(0, len(stream), SALT_BYTES))


def part_digest(salt: bytes, part: Part) -> bytes:
    """Return the digest of a part under its salt. Raises ValueError for a salt that does not have 32 bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 32 bytes")
    name, value = part
    encoded = name.encode()
    return sha256(b"".join((salt, u16(len(encoded)), encoded, value))).digest()


def commitment_of(digests: Sequence[bytes]) -> bytes:
    """Return the commitment to the parts with these digests."""
    return sha256(_PARTS_LABEL + u16(len(digests)) + b"".join(digests)).digest()


def _read_object(text: str, at: int, prefix: str, parts: list[Part]) -> int:
    """Add the parts of the JSON object after its opening brace, and return the place after its closing brace."""
    at = _skip(text, at)
    if text[at] == "}":
        return at + 1
    while True:
        plain_name = _PLAIN_NAME.match(text, at)
        if plain_name is None:
            name, at = _read_name(text, at)
        else:
            name, at = plain_name[1], plain_name.end()
        pointer = f"{prefix}/{_pointer_token(name)}"
        if not prefix and text[at] == "{" and text[_skip(text, at + 1)] != "}":
            at = _read_object(text, at + 1, pointer, parts)
        else:
            _, end = _SCAN(text, at)
            parts.append(Part(pointer, text[at:end].encode()))
            at = end
        after, at = text[at], at + 1
        if after in _SPACES:
            at = _skip(text, at)
            after, at = text[at], at + 1
        if after == "}":
            return at
        if after != ",":
            raise ValueError("no comma")


def _read_name(text: str, at: int) -> tuple[str, int]:
    """Return the name of the member that begins here, and where its value begins."""
    name, at = _SCAN(text, _skip(text, at))
    at = _skip(text, at)
    if not isinstance(name, str) or text[at] != ":":
        raise ValueError("no member")
    return name, _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] in _SPACES:
        at += 1
    return at


def _pointer_token(name: str) -> str:
    """Return the name as in a JSON Pointer. Raises ValueError if it is not Unicode."""
    if not name.isascii():
        name.encode()
    return name.replace("~", "~0").replace("/", "~1") if "~" in name or "/" in name else name


def _decode_stored(stored: bytes) -> str:
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("a stored event is no JSON object") from error
