"""The opening of an entry: which parts of the event are shown, each with its salt, and the digests of the others.

Its file is JSON: `{"version": 3, "parts": [{"name": …, "value": …, "salt": …}, {"digest": …}, …]}`. A value is the text
that was stored, salts and digests are in Base64. The checkout, the topic and the time are always shown.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from application.ledger.format.encoding import (
    BIGGEST_NUMBER,
    Malformed,
    decode_hash,
    decode_text,
    encode_base64,
)
from application.ledger.format.entries import Entry, tag_of, time_of
from application.ledger.format.parts import (
    CHECKOUT,
    TIMESTAMP,
    TOPIC,
    Part,
    commitment_of,
    part_digest,
    salts_of,
)

ALWAYS_SHOWN = (CHECKOUT, TOPIC, TIMESTAMP)
_MOST_PARTS = 65_535


class ShownPart(NamedTuple):
    """A part that the reader sees."""

    part: Part
    salt: bytes


class HiddenPart(NamedTuple):
    """A part that the reader does not see."""

    digest: bytes


class EntryOpening(NamedTuple):
    """The opening of the entry of one version. The first two parts are shown, and are the checkout and the topic."""

    version: int
    parts: tuple[ShownPart | HiddenPart, ...]


def open_entry(
    version: int, parts: Sequence[Part], key: bytes, hidden: Collection[str] = ()
) -> EntryOpening:
    """Return the opening of an event, without the parts of these names.

    Raises ValueError if one of them is a part that is always shown.
    """
    if not set(ALWAYS_SHOWN).isdisjoint(hidden):
        raise ValueError(f"{', '.join(ALWAYS_SHOWN)} are always shown")
    salts = salts_of(key, version, len(parts))
    return EntryOpening(
        version,
        tuple(
            HiddenPart(part_digest(salt, part)) if part.name in hidden else ShownPart(part, salt)
            for salt, part in zip(salts, parts)  # noqa: B905  Python 3.9
        ),
    )


def shown_parts(opening: EntryOpening) -> tuple[Part, ...]:
    """Return the parts that the reader sees."""
    return tuple(each.part for each in opening.parts if isinstance(each, ShownPart))


def shown_text(opening: EntryOpening, name: str) -> str:
    """Return the value of the part of this name. Raises Malformed if it is not shown, or twice."""
    values = [part.value for part in shown_parts(opening) if part.name == name]
    if len(values) != 1:
        raise Malformed(f"an opening does not show {name} at one place")
    return values[0].decode()


def opened_entry(opening: EntryOpening) -> Entry:
    """Return the entry that follows from the opening. Raises Malformed."""
    tag, time = tag_of(shown_text(opening, CHECKOUT)), time_of(shown_parts(opening))
    digests = [
        part_digest(each.salt, each.part) if isinstance(each, ShownPart) else each.digest
        for each in opening.parts
    ]
    return Entry(tag, opening.version, time, commitment_of(digests))


def encode_opening(opening: EntryOpening) -> bytes:
    """Return the file of an opening."""
    parts = [
        {
            "name": each.part.name,
            "value": each.part.value.decode(),
            "salt": encode_base64(each.salt),
        }
        if isinstance(each, ShownPart)
        else {"digest": encode_base64(each.digest)}
        for each in opening.parts
    ]
    document = {"version": opening.version, "parts": parts}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode_opening(octets: bytes) -> EntryOpening:
    """Return the opening that a file has. Raises Malformed."""
    text = decode_text(octets)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed("an opening is not JSON") from error
    if not isinstance(document, dict) or document.keys() != {"version", "parts"}:
        raise Malformed("an opening does not have a version and parts")
    version, parts = document["version"], document["parts"]
    if type(version) is not int or not 1 <= version <= BIGGEST_NUMBER:
        raise Malformed("an opening has a version that is no number from 1")
    if not isinstance(parts, list) or len(parts) > _MOST_PARTS:
        raise Malformed("an opening has no list of parts")
    opening = EntryOpening(version, tuple(_decode_part(part) for part in parts))
    names = [part.name for part in shown_parts(opening)]
    if names[:2] != [CHECKOUT, TOPIC] or any(
        isinstance(part, HiddenPart) for part in opening.parts[:2]
    ):
        raise Malformed("an opening does not begin with the checkout and the topic")
    if len(set(names)) != len(names):
        raise Malformed("an opening shows two parts of one name")
    if any(name.count("/") == 2 and name.rpartition("/")[0] in names for name in names):
        raise Malformed("an opening shows a part, and a part of that part")
    return opening


def _decode_part(part: object) -> ShownPart | HiddenPart:
    if not isinstance(part, dict) or not all(isinstance(text, str) for text in part.values()):
        raise Malformed("a part of an opening is not made of texts")
    if part.keys() == {"digest"}:
        return HiddenPart(decode_hash(part["digest"]))
    if part.keys() != {"name", "value", "salt"}:
        raise Malformed("a part of an opening is neither shown nor hidden")
    try:
        part["name"].encode()
        value = part["value"].encode()
    except UnicodeEncodeError as error:
        raise Malformed("a part of an opening is not Unicode") from error
    return ShownPart(Part(part["name"], value), decode_hash(part["salt"]))
