"""The entries of eight events of one checkout."""

from hashlib import sha256
from typing import Any

import pytest

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import Entry, decode_entry, entry_of, tag_of
from application.ledger.format.merkle import CompactRange, leaf_hash
from application.ledger.format.parts import part_digest, parts_of, salts_of
from application.ledger.format.tiles import decode_bundle, encode_bundle
from tests.application.ledger.format.vectors import ENTRIES

KEY, CHECKOUT = bytes.fromhex(ENTRIES["key"]), ENTRIES["checkout"]
EVENTS = ENTRIES["events"]


def entry(event: dict[str, Any]) -> Entry:
    parts = parts_of(CHECKOUT, event["topic"], event["json"].encode())
    return entry_of(CHECKOUT, event["version"], parts, KEY)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event["topic"])
def test_an_entry(event: dict[str, Any]) -> None:
    """The tag, version, time and commitment of an event are these, and so are the 75 bytes and their hash."""
    made = entry(event)

    assert made.tag.hex() == ENTRIES["tag"] == tag_of(CHECKOUT).hex()
    assert [made.version, made.time] == [event["version"], event["time"]]
    assert made.commitment.hex() == event["commitment"]
    assert made.encode().hex() == event["entry"]
    assert len(made.encode()) == 75
    assert leaf_hash(made.encode()).hex() == event["leaf"]
    assert decode_entry(made.encode()) == made


def test_the_digests_of_an_event() -> None:
    """Members of an object at the first level are parts; what is deeper, and what is empty, is one part."""
    event = EVENTS[3]
    parts = parts_of(CHECKOUT, event["topic"], event["json"].encode())
    salts = salts_of(KEY, 4, len(parts))

    digests = [part_digest(salt, part).hex() for salt, part in zip(salts, parts, strict=True)]

    assert [[p.name, d] for p, d in zip(parts, digests, strict=True)] == ENTRIES[
        "digests_of_version_4"
    ]


def test_the_roots_of_the_entries() -> None:
    """The tree of the first entries has this root, at each size."""
    tree = CompactRange()
    roots = []
    for event in EVENTS:
        tree.append(leaf_hash(entry(event).encode()))
        roots.append(tree.root().hex())

    assert roots == ENTRIES["roots"]


def test_a_bundle_of_entries() -> None:
    """A bundle has the entries one after another, each with its length in front, and gives them back."""
    entries = tuple(entry(event).encode() for event in EVENTS[:7])

    assert sha256(encode_bundle(entries)).hexdigest() == ENTRIES["bundle_of_7_sha256"]
    assert decode_bundle(encode_bundle(entries)) == entries


@pytest.mark.parametrize("length", [1, 76, 78, 153])
def test_a_bundle_that_is_cut(length: int) -> None:
    """A bundle that ends inside an entry, or inside a length, is refused."""
    bundle = encode_bundle([entry(event).encode() for event in EVENTS[:2]])

    with pytest.raises(Malformed, match="inside an entry"):
        decode_bundle(bundle[:length])


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        bytes.fromhex(EVENTS[0]["entry"])[:-1],
        bytes.fromhex(EVENTS[0]["entry"]) + b"\0",
        b"tillroll/2\n" + bytes.fromhex(EVENTS[0]["entry"])[11:],
        b"tillroll/1\n" + bytes(64),
    ],
)
def test_what_is_no_entry(octets: bytes) -> None:
    """Another length, another prefix and version 0 are refused."""
    with pytest.raises(Malformed, match="tillroll/1"):
        decode_entry(octets)
