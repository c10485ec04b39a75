"""Personal texts that occur nowhere else, and the search for them in any bytes.

Every text has the word QZPLANT, in one of two spellings, or one of the digits below.
"""

import base64
from collections.abc import Iterator
from typing import Any, Final

from interfaces.storage.postgres.events.compression import CannotDecompress, Compression

SHOPS_OWN: Final = "Shopsownword"
"""A text of the shop, which is stored in clear. A search that does not find it searches nothing."""
USER_AGENT: Final = "Qzplantbrowser/1.0"
SHOPPERS_ADDRESS: Final = "203.0.113.177"
SHOPPERS_IPV6: Final = "2001:db8::71:5177"
_WORDS: Final = ("Qzplant", "QZPLANT", "qzplant")
_NUMBERS: Final = ("467098731", "+46 70 987 31", SHOPPERS_ADDRESS, SHOPPERS_IPV6)
_SHOWN_BYTES: Final = 60
Needles = tuple[bytes, ...]


def email(role: str) -> str:
    """The e-mail address of a person in a role."""
    return f"Qzplant.{role}@qzplant.example"


def phone(number: int) -> str:
    """One of a hundred phone numbers, as a person writes it."""
    return f"+46 70 987 31 {number:02}"


def text(role: str, field: str) -> str:
    """The text of any other field of a person."""
    return f"Qzplant{role}{field}"


def agents_address(role: str) -> dict[str, Any]:
    """An address as agents send it."""
    return {
        "name": text(role, "name"),
        "line_one": text(role, "street"),
        "line_two": text(role, "floor"),
        "city": text(role, "city"),
        "state": "CA",
        "country": "US",
        "postal_code": "QZPLANT1",
    }


def agents_buyer(role: str) -> dict[str, Any]:
    """A buyer as agents send it."""
    return {
        "first_name": text(role, "first"),
        "last_name": text(role, "last"),
        "email": email(role),
        "phone_number": phone(1),
    }


def customer(role: str) -> dict[str, Any]:
    """A customer as the customer's page sends it."""
    address = {
        "first_name": text(role, "first2"),
        "last_name": text(role, "last2"),
        "co_address": text(role, "care"),
        "address": text(role, "street"),
        "address2": text(role, "floor"),
        "postal_code": "QZPLANT2",
        "city": text(role, "city"),
        "country": "SE",
    }
    return {
        "email": email(role),
        "phone": phone(2),
        "first_name": text(role, "first"),
        "last_name": text(role, "last"),
        "national_id": text(role, "id"),
        "delivery_address": address,
        "billing_address": {**address, "address": text(role, "billing")},
    }


def texts_in(value: Any) -> Iterator[str]:
    """The texts of a JSON value."""
    match value:
        case dict():
            for each in value.values():
                yield from texts_in(each)
        case list():
            for each in value:
                yield from texts_in(each)
        case str():
            yield value


def found_in(content: bytes, needles: Needles | None = None) -> list[str]:
    """Return what is around each text in the content, in any spelling and in Base64; by default each personal text."""
    folded = content.lower()
    found = []
    for needle in _NEEDLES if needles is None else needles:
        at = folded.find(needle)
        if at >= 0:
            around = content[max(0, at - _SHOWN_BYTES) : at + _SHOWN_BYTES]
            found.append(f"{needle.decode()}: {around!r}")
    return found


def found_in_value(value: object, needles: Needles | None = None) -> list[str]:
    """Return the same for a value of a database row, which may be compressed."""
    match value:
        case bytes():
            return found_in(value, needles) + found_in(_decompressed(value), needles)
        case None:
            return []
        case _:
            return found_in(str(value).encode(), needles)


def _decompressed(stored: bytes) -> bytes:
    try:
        return _compression.unpack(stored)
    except CannotDecompress:
        return b""


def needles_of(*words: str) -> Needles:
    """What to search for, in small letters: words as they are, escaped for URLs, in Base64 and in hexadecimal."""
    plain = [each.encode() for each in words]
    escaped = [each.replace(b"+", b"%2B").replace(b" ", b"%20") for each in plain]
    encoded = [core for each in plain for core in _base64_cores(each)]
    in_hex = [each.hex().encode() for each in plain]
    return tuple({each.lower(): None for each in (*plain, *escaped, *encoded, *in_hex)})


def _base64_cores(content: bytes) -> Iterator[bytes]:
    """The middle of the Base64 forms of a text, which depends on its place in the encoded bytes and on nothing else."""
    for offset in range(3):
        before = b"\0" * offset
        encoded = base64.b64encode(before + content)
        first = -(-offset * 8 // 6)
        last = (offset + len(content)) * 8 // 6
        yield encoded[first:last]


_compression: Final = Compression()
_NEEDLES: Final = needles_of(*_WORDS, *_NUMBERS)
