"""Openings of entries: what they show, what they hide, and which files are none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.ledger.format.encoding import Malformed, encode_base64
from application.ledger.format.entries import entry_of
from application.ledger.format.openings import (
    decode_opening,
    encode_opening,
    open_entry,
    opened_entry,
    shown_text,
)
from application.ledger.format.parts import parts_of
from tests.application.ledger.format.vectors import ENTRIES

KEY, EVENT = bytes.fromhex(ENTRIES["key"]), ENTRIES["events"][3]
PARTS = parts_of("checkout-1", EVENT["topic"], EVENT["json"].encode())
NAMES = [part.name for part in PARTS[3:]]
ENTRY = bytes.fromhex(EVENT["entry"])
FILE = encode_opening(open_entry(4, PARTS, KEY, ["/customer/national_id"]))
DOCUMENT = json.loads(FILE)


@given(st.sets(st.sampled_from(NAMES)))
def test_every_opening_gives_the_entry(hidden: set[str]) -> None:
    """Whatever is hidden, the entry follows from the opening, and the file has no hidden value."""
    file = encode_opening(open_entry(4, PARTS, KEY, hidden))
    opening = decode_opening(file)

    assert opened_entry(opening).encode() == ENTRY
    assert encode_opening(opening) == file
    for part in PARTS[3:]:
        if part.name in hidden:
            assert json.dumps(part.name) not in file.decode()


@pytest.mark.parametrize("name", ["checkout", "topic", "/timestamp"])
def test_what_is_always_shown(name: str) -> None:
    """The checkout, the topic and the time cannot be hidden: the entry would not follow from the opening."""
    with pytest.raises(ValueError, match="always shown"):
        open_entry(4, PARTS, KEY, [name])


@pytest.mark.parametrize("place", range(14))
@pytest.mark.parametrize("member", ["name", "value", "salt"])
def test_a_changed_part_gives_another_entry(place: int, member: str) -> None:
    """A shown name, value or salt that is changed does not give the entry that was logged."""
    document = json.loads(encode_opening(open_entry(4, PARTS, KEY)))
    part = document["parts"][place]
    part[member] = encode_base64(bytes(32)) if member == "salt" else part[member] + " "

    try:
        entry = opened_entry(decode_opening(json.dumps(document).encode())).encode()
    except Malformed:
        entry = b""

    assert entry != ENTRY


def test_the_text_of_a_shown_part() -> None:
    """The value of a shown part is its stored text, and a hidden one has none."""
    opening = decode_opening(FILE)

    assert shown_text(opening, "checkout") == "checkout-1"
    assert shown_text(opening, "/customer/email") == '"ada@example.com"'
    with pytest.raises(Malformed, match="does not show"):
        shown_text(opening, "/customer/national_id")


def changed(**members: object) -> bytes:
    return json.dumps({**DOCUMENT, **members}).encode()


PART, HIDDEN = DOCUMENT["parts"][0], {"digest": encode_base64(bytes(32))}


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (b"", "not JSON"),
        (b"\xff", "UTF-8"),
        (b"\xef\xbb\xbf" + FILE, "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "version and parts"),
        (b'{"version":4}', "version and parts"),
        (changed(more=1), "version and parts"),
        (changed(version="4"), "number from 1"),
        (changed(version=0), "number from 1"),
        (changed(version=True), "number from 1"),
        (changed(version=2**63), "number from 1"),
        (changed(parts={}), "list of parts"),
        (changed(parts=[1]), "made of texts"),
        (changed(parts=[{"digest": 1}]), "made of texts"),
        (changed(parts=[{"name": "checkout"}]), "neither shown nor hidden"),
        (changed(parts=[{**PART, **HIDDEN}]), "neither shown nor hidden"),
        (changed(parts=[{**PART, "salt": "AAAA"}]), "32 bytes"),
        (changed(parts=[{**PART, "value": "\ud800"}]), "not Unicode"),
        (changed(parts=[{"digest": "AAAA"}]), "32 bytes"),
        (changed(parts=[]), "begin with"),
        (changed(parts=DOCUMENT["parts"][1:]), "begin with"),
        (changed(parts=[HIDDEN, *DOCUMENT["parts"]]), "begin with"),
        (changed(parts=[*DOCUMENT["parts"], DOCUMENT["parts"][2]]), "one name"),
        (changed(parts=[*DOCUMENT["parts"], {**PART, "name": "/customer"}]), "part of that part"),
    ],
)
def test_what_is_no_opening(octets: bytes, reason: str) -> None:
    """A file in another form is refused, and the message says why."""
    with pytest.raises(Malformed, match=reason):
        decode_opening(octets)


@pytest.mark.parametrize("value", ['"yesterday"', "1", "{", '"2026-02-30T00:00:00Z"'])
def test_an_event_without_a_time(value: str) -> None:
    """An event whose time is no time has no entry."""
    parts = parts_of("c", "t", b'{"timestamp":"2026-01-01T00:00:00Z"}')
    broken = (*parts[:2], parts[2]._replace(value=value.encode()))

    with pytest.raises(Malformed, match="time"):
        entry_of("c", 1, broken, KEY)
    with pytest.raises(Malformed, match="one time"):
        entry_of("c", 1, parts[:2], KEY)
