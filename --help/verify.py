#!/usr/bin/env python3
"""Verifies evidence of a checkout, offline: python verify.py pack.zip --policy policy.txt.

It needs Python 3.9 or later, and nothing else. It is made from the modules of tillroll, which are below one by one.
"""

from __future__ import annotations

import argparse
import base64
import calendar
import hmac
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from hashlib import sha512
from hashlib import shake_256
from pathlib import Path
from typing import NamedTuple


# --------------------------------------------------------------------------------------------------
# application.ledger.format.encoding
# Texts, numbers and Base64 as the ledger's formats have them: one form for each value, every other one refused.

BIGGEST_NUMBER = 2**63 - 1
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")


class Malformed(ValueError):
    """Bytes that do not have the form of their format. The message says what is wrong."""


def encode_base64(octets: bytes) -> str:
    """Return standard Base64 with padding (RFC 4648, section 4)."""
    return base64.b64encode(octets).decode("ascii")


def decode_base64(text: str) -> bytes:
    """Return the bytes of standard Base64. Raises Malformed for a text that their encoding does not give back."""
    try:
        octets = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError as error:
        raise Malformed("a text is not Base64") from error
    if encode_base64(octets) != text:
        raise Malformed("a text is not Base64")
    return octets


def decode_hash(text: str) -> bytes:
    """Return the 32 bytes of a hash in Base64. Raises Malformed."""
    octets = decode_base64(text)
    if len(octets) != 32:
        raise Malformed("a hash does not have 32 bytes")
    return octets


def decode_number(text: str) -> int:
    """Return a number below 2^63 in ASCII decimal. Raises Malformed, also for leading zeros."""
    if not _DECIMAL.fullmatch(text) or int(text) > BIGGEST_NUMBER:
        raise Malformed("a number is not a decimal below 2^63")
    return int(text)


def decode_text(octets: bytes) -> str:
    """Return the text of UTF-8. Raises Malformed."""
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("a text is not UTF-8") from error


def lines_of(text: str) -> list[str]:
    """Return the lines without their line feeds. Raises Malformed if the last one does not end in one."""
    if not text.endswith("\n"):
        raise Malformed("the last line does not end in a line feed")
    return text[:-1].split("\n")


def u16(number: int) -> bytes:
    """Return the number in 2 bytes, the most significant one first. Raises Malformed if it needs more."""
    if number > 65_535:
        raise Malformed("a text or a list is too long")
    return number.to_bytes(2, "big")


def u64(number: int) -> bytes:
    """Return the number in 8 bytes, the most significant one first."""
    return number.to_bytes(8, "big")


# --------------------------------------------------------------------------------------------------
# application.ledger.format.timestamps
# Times as whole microseconds since 1970-01-01 UTC, leap seconds not counted.

MICROSECONDS = 1_000_000
_RFC3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,6}))?Z"
)
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_YEAR = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_BEFORE_1970 = 719_162


def microseconds_of(text: str) -> int:
    """Return the microseconds of a time in the form that stored events have: RFC 3339, in UTC with a `Z`.

    Raises Malformed for another form, and for a time before 1970.
    """
    match = _RFC3339.fullmatch(text)
    if match is None:
        raise Malformed("a time is not in the form of RFC 3339 in UTC")
    year, month, day, hour, minute, second = (int(group) for group in match.groups()[:6])
    if not (year >= 1970 and 1 <= month <= 12 and 1 <= day <= _days_in(year, month)):
        raise Malformed("a time has a date that does not exist")
    if hour > 23 or minute > 59 or second > 59:
        raise Malformed("a time has an hour that does not exist")
    days = _days_before(year) + _DAYS_IN_YEAR[month - 1] + (month > 2 and _is_leap(year)) + day - 1
    seconds = (days - _DAYS_BEFORE_1970) * 86_400 + hour * 3_600 + minute * 60 + second
    return seconds * MICROSECONDS + int((match.group(7) or "").ljust(6, "0"))


def _days_before(year: int) -> int:
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400


def _days_in(year: int, month: int) -> int:
    return 29 if month == 2 and _is_leap(year) else _MONTHS[month - 1]


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


# --------------------------------------------------------------------------------------------------
# application.ledger.format.merkle
# The Merkle tree of RFC 6962, section 2.1, with SHA-256: hashes, roots, and the verification of proofs.
#
# The verification follows RFC 9162, sections 2.1.3.2 and 2.1.4.2.

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry as a leaf."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node from the hashes of its two children."""
    return sha256(b"\1" + left + right).digest()


class CompactRange:
    """The roots of the perfect subtrees of a growing tree, largest first: all that its root needs."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        """Raises ValueError unless there is one hash for each 1 in the size's binary form."""
        self.size = size
        self._hashes = list(hashes)
        if size < 0 or len(self._hashes) != bin(size).count("1"):  # noqa: FURB161  Python 3.9
            raise ValueError("a compact range has one hash for each 1 in its size")

    def append(self, leaf: bytes) -> None:
        """Add the hash of a leaf at the end."""
        size, top = self.size, leaf
        while size & 1:
            top = node_hash(self._hashes.pop(), top)
            size >>= 1
        self._hashes.append(top)
        self.size += 1

    @property
    def hashes(self) -> tuple[bytes, ...]:
        return tuple(self._hashes)

    def root(self) -> bytes:
        """Return the hash of the whole tree, of the empty one too."""
        return fold(self._hashes) if self._hashes else EMPTY_ROOT


def fold(hashes: Sequence[bytes]) -> bytes:
    """Return the hash of a tree from the roots of its perfect subtrees, largest first."""
    top = hashes[-1]
    for left in reversed(hashes[:-1]):
        top = node_hash(left, top)
    return top


def inclusion_holds(
    leaf: bytes, index: int, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether the proof shows the leaf at this index, from 0, of the tree of this size and root."""
    if not 0 <= index < size or len(root) != HASH_BYTES or not _are_hashes(proof):
        return False
    place, last, top = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            top = node_hash(sibling, top)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            top = node_hash(top, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and top == root


def consistency_holds(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether the proof shows that the tree continues the old one, which is no larger."""
    if not 0 <= old_size <= size or len(root) != HASH_BYTES or not _are_hashes(proof):
        return False
    if old_size == size:
        return not proof and old_root == root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not proof:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_top = top = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_top, top = node_hash(sibling, old_top), node_hash(sibling, top)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            top = node_hash(top, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old_top == old_root and top == root


def _are_hashes(proof: Sequence[bytes]) -> bool:
    return len(proof) < 64 and all(len(each) == HASH_BYTES for each in proof)


# --------------------------------------------------------------------------------------------------
# application.ledger.format.proofs
# Which hashes a proof has, as ranges of leaves (RFC 6962, sections 2.1.1 and 2.1.2).
#
# A range whose size is a power of two, at a multiple of that size, is a perfect subtree: a `Node`. Every range of a proof
# is made of such nodes, and each node is inside one tile.


class LeafRange(NamedTuple):
    """The leaves from `start` up to and without `end`."""

    start: int
    end: int


class Node(NamedTuple):
    """The perfect subtree of the leaves `n * 2**level` up to and without `(n + 1) * 2**level`."""

    level: int
    n: int


NodeReader = Callable[[Node], bytes]
"""Returns the hash of a node."""


def inclusion_ranges(index: int, size: int) -> tuple[LeafRange, ...]:
    """Return the ranges of an inclusion proof, the leaf's sibling first. Raises ValueError for an index outside."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} entries has no index {index}")
    ranges: list[LeafRange] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _largest_power_below(end - start)
        if index < middle:
            ranges.append(LeafRange(middle, end))
            end = middle
        else:
            ranges.append(LeafRange(start, middle))
            start = middle
    return tuple(reversed(ranges))


def consistency_ranges(old_size: int, size: int) -> tuple[LeafRange, ...]:
    """Return the ranges of a consistency proof. Raises ValueError for an old size that is larger."""
    if not 0 <= old_size <= size:
        raise ValueError(f"a tree of {size} entries continues none of {old_size}")
    if old_size in {0, size}:
        return ()
    ranges: list[LeafRange] = []
    start, end, begins_at_zero = 0, size, True
    while old_size < end:
        middle = start + _largest_power_below(end - start)
        if old_size <= middle:
            ranges.append(LeafRange(middle, end))
            end = middle
        else:
            ranges.append(LeafRange(start, middle))
            start, begins_at_zero = middle, False
    if not begins_at_zero:
        ranges.append(LeafRange(start, end))
    return tuple(reversed(ranges))


def nodes_of(leaves: LeafRange) -> tuple[Node, ...]:
    """Return the perfect subtrees that a range of a proof is made of, largest first."""
    nodes: list[Node] = []
    start = leaves.start
    while start < leaves.end:
        level = (leaves.end - start).bit_length() - 1
        nodes.append(Node(level, start >> level))
        start += 1 << level
    return tuple(nodes)


def range_hash(leaves: LeafRange, read: NodeReader) -> bytes:
    """Return the hash of a range of a proof, or of a whole tree."""
    if leaves.start == leaves.end:
        return EMPTY_ROOT
    return fold([read(node) for node in nodes_of(leaves)])


def inclusion_proof(index: int, size: int, read: NodeReader) -> tuple[bytes, ...]:
    """Return the hashes that prove an entry at the index of a tree of this size."""
    return tuple(range_hash(leaves, read) for leaves in inclusion_ranges(index, size))


def consistency_proof(old_size: int, size: int, read: NodeReader) -> tuple[bytes, ...]:
    """Return the hashes that prove that the tree of this size continues the one of the old size."""
    return tuple(range_hash(leaves, read) for leaves in consistency_ranges(old_size, size))


def tree_root(size: int, read: NodeReader) -> bytes:
    """Return the root of the tree of this size."""
    return range_hash(LeafRange(0, size), read)


def _largest_power_below(size: int) -> int:
    """Return the largest power of two that is smaller than the size, which is above 1."""
    return 1 << ((size - 1).bit_length() - 1)


# --------------------------------------------------------------------------------------------------
# application.ledger.format.tiles
# Tiles and entry bundles of a tree, and their paths (C2SP tlog-tiles).

TILE_WIDTH = 256
_HEIGHT = 8
_HIGHEST_LEVEL = 63
_PATH = re.compile(
    r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
)


class Tile(NamedTuple):
    """The place of a tile: hash i is that of the entries `(256 * n + i) * 256**level` up to those of i + 1."""

    level: int
    n: int


class TilePath(NamedTuple):
    """What a path names: a tile of `level`, or a bundle of entries where that is None, cut to `width`."""

    level: int | None
    n: int
    width: int

    def text(self) -> str:
        """Return the path below the log's prefix, without a slash in front."""
        kind = "entries" if self.level is None else str(self.level)
        digits = str(self.n).zfill(-(-len(str(self.n)) // 3) * 3)
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        place = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        return f"tile/{kind}/{place}" + ("" if self.width == TILE_WIDTH else f".p/{self.width}")


def parse_tile_path(text: str) -> TilePath:
    """Return what the path below the log's prefix names. Raises Malformed."""
    match = _PATH.fullmatch(text)
    if match is None:
        raise Malformed("a path is not that of a tile")
    kind, place, width = match.groups()
    level = None if kind == "entries" else int(kind)
    n = int(place.replace("/", "").replace("x", ""))
    path = TilePath(level, n, TILE_WIDTH if width is None else int(width))
    if (level or 0) > _HIGHEST_LEVEL or n > BIGGEST_NUMBER or path.text() != text:
        raise Malformed("a path is not that of a tile")
    return path


def width_at(level: int, n: int, size: int) -> int:
    """Return how many hashes a tile has in a tree of this size: 0 to 256. Level 0 is that of bundles too."""
    return max(0, min(TILE_WIDTH, (size >> (_HEIGHT * level)) - n * TILE_WIDTH))


def edge_tiles(size: int) -> tuple[Tile, ...]:
    """Return the partial tiles of a tree of this size: all that its root and its growth need."""
    tiles: list[Tile] = []
    level, hashes = 0, size
    while hashes:
        if hashes % TILE_WIDTH:
            tiles.append(Tile(level, hashes // TILE_WIDTH))
        level, hashes = level + 1, hashes // TILE_WIDTH
    return tuple(tiles)


def grow(size: int, edge: Mapping[Tile, bytes], leaves: Sequence[bytes]) -> dict[Tile, bytes]:
    """Return every tile that the new leaf hashes change or make, from the edge of the tree of this size."""
    written: dict[Tile, bytes] = {}
    level, first, hashes = 0, size, list(leaves)
    while hashes:
        full: list[bytes] = []
        at = 0
        while at < len(hashes):
            n, filled = divmod(first + at, TILE_WIDTH)
            taken = hashes[at : at + TILE_WIDTH - filled]
            before = edge[Tile(level, n)][: filled * HASH_BYTES] if filled else b""
            written[Tile(level, n)] = tile = before + b"".join(taken)
            if len(tile) == TILE_WIDTH * HASH_BYTES:
                full.append(tile_hash(tile))
            at += len(taken)
        level, first, hashes = level + 1, first // TILE_WIDTH, full
    return written


def tile_hash(hashes: bytes) -> bytes:
    """Return the hash of the subtree over the hashes of a tile, or over a part of it that is a power of two wide."""
    each = [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
    return fold([_perfect(each[node_start:node_end]) for node_start, node_end in _spans(len(each))])


def tiles_for(ranges: Sequence[LeafRange]) -> frozenset[Tile]:
    """Return the tiles that have the hashes of a proof, to be read at one time."""
    return frozenset(_place(node)[0] for leaves in ranges for node in nodes_of(leaves))


def node_reader(tiles: Mapping[Tile, bytes]) -> NodeReader:
    """Return a reader of nodes from tiles. It raises KeyError for a missing tile, IndexError for one too narrow."""

    def read(node: Node) -> bytes:
        tile, start, width = _place(node)
        hashes = tiles[tile][start * HASH_BYTES : (start + width) * HASH_BYTES]
        if len(hashes) != width * HASH_BYTES:
            raise IndexError(f"tile {tile.n} of level {tile.level} is too narrow")
        return tile_hash(hashes)

    return read


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Return the bytes of an entry bundle: each entry with its length in front."""
    return b"".join(u16(len(entry)) + entry for entry in entries)


def decode_bundle(octets: bytes) -> tuple[bytes, ...]:
    """Return the entries of a bundle. Raises Malformed."""
    entries: list[bytes] = []
    at = 0
    while at < len(octets):
        end = at + 2 + int.from_bytes(octets[at : at + 2], "big")
        if at + 2 > len(octets) or end > len(octets):
            raise Malformed("a bundle ends inside an entry")
        entries.append(octets[at + 2 : end])
        at = end
    return tuple(entries)


def _place(node: Node) -> tuple[Tile, int, int]:
    """Return the tile of a node, and where in it the hashes below the node start, and how many they are."""
    level, height = divmod(node.level, _HEIGHT)
    n, start = divmod(node.n << height, TILE_WIDTH)
    return Tile(level, n), start, 1 << height


def _spans(width: int) -> list[tuple[int, int]]:
    nodes = nodes_of(LeafRange(0, width))
    return [(node.n << node.level, (node.n + 1) << node.level) for node in nodes]


def _perfect(hashes: Sequence[bytes]) -> bytes:
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(level[at], level[at + 1]) for at in range(0, len(level), 2)]
    return level[0]


# --------------------------------------------------------------------------------------------------
# application.ledger.format.keys
# The public keys of logs and witnesses as C2SP signed-note writes them: `<name>+<key id>+<type and key in Base64>`.

ED25519 = 1
COSIGNATURE = 4
KEY_ID_BYTES = 4
PUBLIC_KEY_BYTES = 32
SIGNATURE_BYTES = 64
_UNICODE_SPACE_OR_PLUS = re.compile(
    "[+\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)

SignatureCheck = Callable[[bytes, bytes, bytes], bool]
"""Takes an Ed25519 public key, a signature and a message, and returns whether the key signed the message (RFC 8032)."""


class VerifierKey(NamedTuple):
    """A public key with the name that signs with it, and the type of its signatures: ED25519 or COSIGNATURE."""

    name: str
    type: int
    public_key: bytes

    @property
    def key_id(self) -> bytes:
        return key_id_of(self.name, self.type, self.public_key)

    def text(self) -> str:
        """Return the key as a vkey."""
        encoded = encode_base64(bytes([self.type]) + self.public_key)
        return f"{self.name}+{self.key_id.hex()}+{encoded}"


def parse_verifier_key(text: str) -> VerifierKey:
    """Return the key of a vkey. Raises Malformed, also for a key that is not of Ed25519."""
    fields = text.split("+", 2)
    if len(fields) != 3 or not is_key_name(fields[0]):
        raise Malformed("a key is not in the form name+id+key")
    octets = decode_base64(fields[2])
    if octets[:1] not in {b"\x01", b"\x04"} or len(octets) != 1 + PUBLIC_KEY_BYTES:
        raise Malformed("a key is not of a type that is verified here")
    key = VerifierKey(fields[0], octets[0], octets[1:])
    if key.key_id.hex() != fields[1]:
        raise Malformed("the id of a key is not that of the key")
    return key


def key_id_of(name: str, key_type: int, public_key: bytes) -> bytes:
    """Return the 4 bytes that name a key in the lines of its signatures."""
    return sha256(name.encode() + b"\n" + bytes([key_type]) + public_key).digest()[:KEY_ID_BYTES]


def is_key_name(name: str) -> bool:
    """Return whether a key may have this name."""
    return bool(name) and _UNICODE_SPACE_OR_PLUS.search(name) is None


# --------------------------------------------------------------------------------------------------
# application.ledger.format.notes
# Signed notes (C2SP signed-note): a text, an empty line, and the lines of its signatures.

MOST_SIGNATURES = 64
MOST_NOTE_BYTES = 500_000
_DASH = "\u2014"
_CONTROL = re.compile("[\0-\x09\x0b-\x1f]")


class NoteSignature(NamedTuple):
    """One line below a note: who signed, with which key, and the bytes, whose form the type of the key decides."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        """Return the line, with its line feed."""
        return f"{_DASH} {self.name} {encode_base64(self.key_id + self.signature)}\n"


class SignedNote(NamedTuple):
    """A note. `text` ends in a line feed and is what was signed."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def encode(self) -> bytes:
        """Return the note's bytes."""
        return (self.text + "\n" + "".join(each.line() for each in self.signatures)).encode()

    def by(self, key: VerifierKey) -> tuple[bytes, ...]:
        """Return the bytes of the signatures that the lines ascribe to this key; they are not verified."""
        return tuple(
            each.signature
            for each in self.signatures
            if each.name == key.name and each.key_id == key.key_id
        )

    def with_signatures(self, lines: Sequence[NoteSignature]) -> SignedNote:
        """Return the note with these lines after its own."""
        return SignedNote(self.text, (*self.signatures, *lines))


def parse_note(octets: bytes) -> SignedNote:
    """Return the note of these bytes. Raises Malformed. No signature is verified."""
    if len(octets) > MOST_NOTE_BYTES:
        raise Malformed("a note is too long")
    text = decode_text(octets)
    if _CONTROL.search(text):
        raise Malformed("a note has a control character")
    split = text.rfind("\n\n")
    if split < 0:
        raise Malformed("a note has no empty line before its signatures")
    signatures = parse_signatures(text[split + 2 :])
    return SignedNote(text[: split + 1], signatures)


def parse_signatures(text: str) -> tuple[NoteSignature, ...]:
    """Return the signatures of these lines, of which there is one or more. Raises Malformed."""
    lines = lines_of(text)
    if len(lines) > MOST_SIGNATURES:
        raise Malformed("a note has too many signatures")
    return tuple(_parse_signature(line) for line in lines)


def _parse_signature(line: str) -> NoteSignature:
    fields = line.split(" ")
    if len(fields) != 3 or fields[0] != _DASH or not is_key_name(fields[1]):
        raise Malformed("a line of a note is not that of a signature")
    octets = decode_base64(fields[2])
    if len(octets) <= KEY_ID_BYTES:
        raise Malformed("a signature is too short")
    return NoteSignature(fields[1], octets[:KEY_ID_BYTES], octets[KEY_ID_BYTES:])


# --------------------------------------------------------------------------------------------------
# application.ledger.format.checkpoints
# Checkpoints, or heads: the signed statement of a tree's size and root (C2SP tlog-checkpoint, tlog-cosignature).

_TIME_BYTES = 8


class Checkpoint(NamedTuple):
    """What a log signs: its origin, which is its name, and the size and the root of its tree."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text of the note."""
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"


class Cosignature(NamedTuple):
    """A witness's statement: at this Unix time, in seconds, this was the largest tree that it had seen."""

    time: int
    signature: bytes

    def encode(self) -> bytes:
        """Return the bytes that stand after the key id."""
        return u64(self.time) + self.signature


def parse_checkpoint(note: SignedNote) -> Checkpoint:
    """Return the checkpoint of a note. Raises Malformed, also for further lines, which no witness vouches for."""
    lines = lines_of(note.text)
    if len(lines) != 3 or not lines[0]:
        raise Malformed("a head does not have three lines")
    checkpoint = Checkpoint(lines[0], decode_number(lines[1]), decode_hash(lines[2]))
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise Malformed("an empty tree has another root")
    return checkpoint


def cosigned_message(time: int, text: str) -> bytes:
    """Return what a witness signs at this Unix time, in seconds, for the text of a checkpoint."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def signed_by(note: SignedNote, key: VerifierKey, check: SignatureCheck) -> bool:
    """Return whether the log with this key signed the note. Raises Malformed for a line of the key that is wrong."""
    _require_type(key, ED25519)
    signatures = note.by(key)
    for signature in signatures:
        if not check(key.public_key, signature, note.text.encode()):
            raise Malformed(f"the signature of {key.name} is wrong")
    return bool(signatures)


def cosignatures_by(
    note: SignedNote, key: VerifierKey, check: SignatureCheck
) -> tuple[Cosignature, ...]:
    """Return the cosignatures of the witness with this key. Raises Malformed for a line of the key that is wrong."""
    _require_type(key, COSIGNATURE)
    found = tuple(decode_cosignature(octets) for octets in note.by(key))
    for each in found:
        if not check(key.public_key, each.signature, cosigned_message(each.time, note.text)):
            raise Malformed(f"the signature of {key.name} is wrong")
    return found


def decode_cosignature(octets: bytes) -> Cosignature:
    """Return the time and the signature of a witness. Raises Malformed."""
    time = int.from_bytes(octets[:_TIME_BYTES], "big")
    if len(octets) != _TIME_BYTES + SIGNATURE_BYTES or time > BIGGEST_NUMBER:
        raise Malformed("a cosignature does not have a time and 64 bytes")
    return Cosignature(time, octets[_TIME_BYTES:])


def _require_type(key: VerifierKey, key_type: int) -> None:
    if key.type != key_type:
        raise ValueError(f"the key of {key.name} does not make such signatures")


# --------------------------------------------------------------------------------------------------
# application.ledger.format.policies
# Policies (C2SP tlog-policy): whose heads a verifier believes, and which witnesses have to have cosigned them.
#
# Names are octets: a policy is read as Latin-1, in which each octet is one character.

NO_QUORUM = "none"
MOST_POLICY_BYTES = 100_000
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\x80-\xff]")
_ITEM = re.compile("[^\t ]+")


class WitnessGroup(NamedTuple):
    """Members, of which at least `threshold` have to have cosigned."""

    threshold: int
    members: tuple[str, ...]


class LedgerPolicy(NamedTuple):
    """The keys of logs, the keys of witnesses and the groups by name, and the name that is the quorum."""

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, VerifierKey]
    groups: Mapping[str, WitnessGroup]
    quorum: str

    def is_met(self, cosigned: Collection[str]) -> bool:
        """Return whether these witnesses, by their names in the policy, are the quorum."""
        return self.quorum == NO_QUORUM or self._has(self.quorum, cosigned)

    def _has(self, name: str, cosigned: Collection[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in cosigned
        return sum(self._has(member, cosigned) for member in group.members) >= group.threshold


def is_monitor(name: str) -> bool:
    """Return whether a policy names this witness as a monitor: `monitor`, or a name that begins with `monitor-`."""
    return name == "monitor" or name.startswith("monitor-")


def parse_policy(octets: bytes) -> LedgerPolicy:
    """Return the policy of a file. Raises Malformed with the number of the line."""
    text = octets[:MOST_POLICY_BYTES].decode("latin-1")
    if len(octets) > MOST_POLICY_BYTES:
        raise Malformed("a policy is too long")
    reader = _PolicyReader()
    for number, line in enumerate(text.split("\n"), 1):
        if _FORBIDDEN.search(line):
            raise Malformed(f"line {number}: a character is not allowed")
        items = _ITEM.findall(line)
        if items and not items[0].startswith("#"):
            try:
                reader.read(items)
            except Malformed as error:
                raise Malformed(f"line {number}: {error}") from error
    if reader.quorum is None:
        raise Malformed("there is no quorum line")
    return LedgerPolicy(tuple(reader.logs), reader.witnesses, reader.groups, reader.quorum)


class _PolicyReader:
    """What the lines of a policy have defined."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, WitnessGroup] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()

    def read(self, items: list[str]) -> None:
        """Take the items of one line. Raises Malformed."""
        kind, count = items[0], len(items)
        if kind == "log" and count in {2, 3}:
            self.logs.append(_new_key(items[1], ED25519, self.logs))
        elif kind == "witness" and count in {3, 4}:
            key = _new_key(items[2], COSIGNATURE, self.witnesses.values())
            self.witnesses[self._new_name(items[1])] = key
        elif kind == "group" and count >= 4:
            self._read_group(items[1], items[2], tuple(items[3:]))
        elif kind == "quorum" and count == 2:
            if self.quorum is not None:
                raise Malformed("there is a quorum already")
            if items[1] != NO_QUORUM:
                self._require_defined(items[1])
            self.quorum = items[1]
        else:
            raise Malformed("it defines no log, witness, group or quorum")

    def _read_group(self, name: str, threshold: str, members: tuple[str, ...]) -> None:
        for member in members:
            self._require_defined(member)
            if member in self._members:
                raise Malformed("a name is a member for the second time")
            self._members.add(member)
        words = {"any": 1, "all": len(members)}
        least = words[threshold] if threshold in words else decode_number(threshold)
        if not 1 <= least <= len(members):
            raise Malformed("a group needs more members than it has, or none")
        self.groups[self._new_name(name)] = WitnessGroup(least, members)

    def _new_name(self, name: str) -> str:
        if name == NO_QUORUM or name in self.witnesses or name in self.groups:
            raise Malformed("a name is taken")
        return name

    def _require_defined(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise Malformed("a name is not defined above")


def _new_key(text: str, key_type: int, others: Collection[VerifierKey]) -> VerifierKey:
    key = parse_verifier_key(decode_text(text.encode("latin-1")))
    if key.type != key_type:
        raise Malformed("a key is not of the type that it is used for")
    # One key may sign two logs, of events and of refused attempts: their names are in what it signs. A witness counts
    # one time, by whatever name.
    if any(
        other.public_key == key.public_key and (other.name == key.name or key_type != ED25519)
        for other in others
    ):
        raise Malformed("a key is there already")
    return key


# --------------------------------------------------------------------------------------------------
# application.ledger.format.parts
# The parts of a stored event, and the salted commitment to them.
#
# A part is a name and the exact bytes of a value. Every part has a digest with a salt of its own, so a reader can be
# shown some parts and still check the commitment, and cannot guess the others.

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


# --------------------------------------------------------------------------------------------------
# application.ledger.format.entries
# The entry of an event: the 75 bytes that the ledger's tree has for it.
#
# They are a prefix, the checkout's tag, the version, the time of the event, and the commitment to its parts. Who reads
# entries learns how many events a checkout has and when they happened, and nothing else.

ENTRY_PREFIX = b"tillroll/1\n"
ENTRY_BYTES = 75
TIME_BYTES = slice(35, 43)
_TAG_BYTES = 16
_TAG_LABEL = b"tillroll tag v1\n"


class Entry(NamedTuple):
    """What an entry says. `time` is in microseconds since 1970-01-01 UTC."""

    tag: bytes
    version: int
    time: int
    commitment: bytes

    def encode(self) -> bytes:
        """Return the 75 bytes."""
        return ENTRY_PREFIX + self.tag + u64(self.version) + u64(self.time) + self.commitment


def decode_entry(octets: bytes) -> Entry:
    """Return what the bytes say. Raises Malformed."""
    if len(octets) != ENTRY_BYTES or not octets.startswith(ENTRY_PREFIX):
        raise Malformed("an entry does not have the form of tillroll/1")
    version, time = int.from_bytes(octets[27:35], "big"), int.from_bytes(octets[35:43], "big")
    if not 1 <= version <= BIGGEST_NUMBER or time > BIGGEST_NUMBER:
        raise Malformed("an entry does not have the form of tillroll/1")
    return Entry(octets[11:27], version, time, octets[43:])


def tag_of(checkout_id: str) -> bytes:
    """Return the pseudonym of a checkout: who knows its random id can find its entries."""
    return sha256(_TAG_LABEL + checkout_id.encode()).digest()[:_TAG_BYTES]


def entry_of(checkout_id: str, version: int, parts: Sequence[Part], key: bytes) -> Entry:
    """Return the entry of an event with these parts, salted with its checkout's key of class `ledger`.

    Raises Malformed if no part is the time of the event.
    """
    salts = salts_of(key, version, len(parts))
    digests = [part_digest(salt, part) for salt, part in zip(salts, parts)]  # noqa: B905  Python 3.9
    return Entry(tag_of(checkout_id), version, time_of(parts), commitment_of(digests))


def time_of(parts: Sequence[Part]) -> int:
    """Return the time of an event from its part `/timestamp`. Raises Malformed if it has none, or two."""
    values = [value for name, value in parts if name == TIMESTAMP]
    if len(values) != 1:
        raise Malformed("an event does not have one time")
    try:
        text = json.loads(values[0])
    except ValueError as error:
        raise Malformed("a time is not in the form of RFC 3339 in UTC") from error
    if not isinstance(text, str):
        raise Malformed("a time is not in the form of RFC 3339 in UTC")
    return microseconds_of(text)


# --------------------------------------------------------------------------------------------------
# application.ledger.format.openings
# The opening of an entry: which parts of the event are shown, each with its salt, and the digests of the others.
#
# Its file is JSON: `{"version": 3, "parts": [{"name": …, "value": …, "salt": …}, {"digest": …}, …]}`. A value is the text
# that was stored, salts and digests are in Base64. The checkout, the topic and the time are always shown.

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


# --------------------------------------------------------------------------------------------------
# application.ledger.format.invariants
# What every reader of a ledger's entries can check without any data: the order of versions and of times.

REFUSALS_SUFFIX = "/refusals"
"""The end of the origin of a ledger of refused attempts. The rest is the origin of the ledger of events."""


def orders_times(origin: str) -> bool:
    """Return whether times of a checkout never go back in this log.

    Refused attempts on one checkout may be at the same time. The one that is recorded first may have begun later.
    """
    return not origin.endswith(REFUSALS_SUFFIX)


@dataclass(frozen=True)
class BrokenInvariant:
    """An entry that breaks a rule. `rule` is `form`, `version` or `time`; the entry is None if its form is broken."""

    index: int
    rule: str
    entry: Entry | None


class EntrySequence:
    """The entries of a ledger, read from index 0 on.

    For each tag the versions are 1, 2, 3 and so on, each one time, in the order of the indexes. Times never go back,
    unless `orders_times` of the log's origin is false.
    """

    def __init__(self, *, has_order_of_times: bool = True) -> None:
        self.size = 0
        self._has_order_of_times = has_order_of_times
        self._last: dict[bytes, tuple[int, int]] = {}

    def read(self, octets: bytes) -> BrokenInvariant | None:
        """Take the next entry, and return the rule that it breaks."""
        index, self.size = self.size, self.size + 1
        try:
            entry = decode_entry(octets)
        except Malformed:
            return BrokenInvariant(index, "form", None)
        version, time = self._last.get(entry.tag, (0, 0))
        self._last[entry.tag] = (max(version, entry.version), max(time, entry.time))
        if entry.version != version + 1:
            return BrokenInvariant(index, "version", entry)
        if self._has_order_of_times and entry.time < time:
            return BrokenInvariant(index, "time", entry)
        return None

    def last_version(self, tag: bytes) -> int:
        """Return the last version of a checkout; 0 if it has no entry."""
        return self._last.get(tag, (0, 0))[0]


# --------------------------------------------------------------------------------------------------
# application.ledger.format.proof_files
# Proofs as files: `.tlog-proof` (C2SP tlog-proof), consistency proofs, and what a log sends to a witness.

PROOF_HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63
MOST_PROOF_BYTES = 600_000


@dataclass(frozen=True)
class InclusionProof:
    """A proof that an entry is at an index of the tree of a checkpoint.

    `extra` is no part of the proof: tillroll writes the entry there. `checkpoint` is the note, byte for byte.
    """

    extra: bytes | None
    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes

    def encode(self) -> bytes:
        """Return the bytes of the file."""
        extra = "" if self.extra is None else f"extra {encode_base64(self.extra)}\n"
        lines = f"{PROOF_HEADER}\n{extra}index {self.index}\n{_hash_lines(self.hashes)}\n"
        return lines.encode() + self.checkpoint


class AddCheckpoint(NamedTuple):
    """What a log sends to a witness (C2SP tlog-witness): a checkpoint, and its proof from the size the witness has."""

    old_size: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes

    def encode(self) -> bytes:
        """Return the body of the request."""
        return f"old {self.old_size}\n{_hash_lines(self.hashes)}\n".encode() + self.checkpoint


def parse_inclusion_proof(octets: bytes) -> InclusionProof:
    """Return the proof of a file. Raises Malformed. The checkpoint is not parsed."""
    head, checkpoint = _split(octets)
    lines = lines_of(head)
    if lines[0] != PROOF_HEADER:
        raise Malformed("a proof does not begin with its version")
    rest = lines[1:]
    extra = None
    if rest and rest[0].startswith("extra "):
        extra = decode_base64(rest[0][len("extra ") :])
        rest = rest[1:]
    if not rest or not rest[0].startswith("index "):
        raise Malformed("a proof has no index")
    index = decode_number(rest[0][len("index ") :])
    return InclusionProof(extra, index, _parse_hashes(rest[1:]), checkpoint)


def parse_add_checkpoint(octets: bytes) -> AddCheckpoint:
    """Return what the body of a request to a witness has. Raises Malformed."""
    head, checkpoint = _split(octets)
    lines = lines_of(head)
    if not lines[0].startswith("old "):
        raise Malformed("a request has no old size")
    old_size = decode_number(lines[0][len("old ") :])
    return AddCheckpoint(old_size, _parse_hashes(lines[1:]), checkpoint)


def encode_consistency_proof(hashes: Sequence[bytes]) -> bytes:
    """Return the file of a consistency proof: one line for each hash."""
    return _hash_lines(hashes).encode()


def parse_consistency_proof(octets: bytes) -> tuple[bytes, ...]:
    """Return the hashes of a consistency proof's file, which may be empty. Raises Malformed."""
    if not octets:
        return ()
    if len(octets) > MOST_PROOF_BYTES:
        raise Malformed("a proof is too long")
    return _parse_hashes(lines_of(decode_text(octets)))


def _split(octets: bytes) -> tuple[str, bytes]:
    """Return what is before the first empty line, and what is after it."""
    if len(octets) > MOST_PROOF_BYTES:
        raise Malformed("a proof is too long")
    head, separator, checkpoint = octets.partition(b"\n\n")
    if not separator:
        raise Malformed("a proof has no empty line before its head")
    return decode_text(head + b"\n"), checkpoint


def _parse_hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    if len(lines) > MOST_HASHES:
        raise Malformed("a proof has too many hashes")
    return tuple(decode_hash(line) for line in lines)


def _hash_lines(hashes: Sequence[bytes]) -> str:
    return "".join(f"{encode_base64(each)}\n" for each in hashes)


# --------------------------------------------------------------------------------------------------
# application.ledger.contents.states
# A state as it follows from the opened parts of events, and which version each of its fields is from.
#
# An event of a topic replaces what earlier events of that topic said, and a part replaces an earlier one of its name. So
# the state at a version is made of the last event of each topic. Files are made byte for byte, and compared so.

_OF_NO_STATE = (CHECKOUT, TOPIC, TIMESTAMP, "/originator_topic")
_PROVENANCE_PREFIX = "/provenance"


class StateField(NamedTuple):
    """The stored text of one field, and the version of the event that has it."""

    version: int
    value: bytes


class StateParts:
    """The state after the events that were added, in the order of their versions."""

    def __init__(self) -> None:
        self._events: dict[bytes, tuple[int, tuple[Part, ...]]] = {}

    def add(self, opening: EntryOpening) -> None:
        """Add the next event. Its topic is its second part."""
        parts = shown_parts(opening)
        topic = parts[1].value
        self._events.pop(topic, None)
        self._events[topic] = (opening.version, parts)

    def fields(self) -> dict[str, StateField]:
        """Return the fields of the state by their names, in the order of the events."""
        found: dict[str, StateField] = {}
        for version, parts in self._events.values():
            for part in parts:
                if part.name not in _OF_NO_STATE and not part.name.startswith(_PROVENANCE_PREFIX):
                    found.pop(part.name, None)
                    found[part.name] = StateField(version, part.value)
        return found

    def encode_state(self) -> bytes:
        """Return the file of the state: a JSON object of the stored values by their names."""
        return _encode_members((name, field.value) for name, field in self.fields().items())

    def encode_blame(self) -> bytes:
        """Return the file of the origins: a JSON object of versions by the names of the fields."""
        fields = self.fields().items()
        return _encode_members((name, str(field.version).encode()) for name, field in fields)


def state_path(version: int) -> str:
    """Return the path of the file of a state in a pack."""
    return f"states/{version:04}.json"


def blame_path(version: int) -> str:
    """Return the path of the file of a state's origins in a pack."""
    return f"states/{version:04}.blame.json"


def _encode_members(members: Iterable[tuple[str, bytes]]) -> bytes:
    lines = [json.dumps(name, ensure_ascii=False).encode() + b": " + text for name, text in members]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


# --------------------------------------------------------------------------------------------------
# application.ledger.contents.aes
# AES-256 in counter mode (FIPS 197, NIST SP 800-38D without the tag), for a verifier without libraries.
#
# It is slow, and made for texts of some hundred bytes. The tag is not needed: the ledger has the ciphertext, and the
# sealed text has the SHA-256 of the key, so nothing can be exchanged.

_AES_ROUNDS, _AES_WORDS = 14, 60
_FIRST_COUNTER = 2  # AES-GCM uses 1 for its tag.


def decrypt_counter_mode(key: bytes, nonce: bytes, ciphertext: bytes) -> bytes:
    """Return the text that AES-256-GCM encrypted with this key of 32 bytes and nonce of 12 bytes."""
    schedule = _expand_key(key)
    plain = bytearray()
    for at in range(0, len(ciphertext), 16):
        counter = nonce + (_FIRST_COUNTER + at // 16).to_bytes(4, "big")
        stream = _encrypt_block(schedule, counter)
        plain += bytes(one ^ two for one, two in zip(ciphertext[at : at + 16], stream))  # noqa: B905
    return bytes(plain)


def _double_in_field(value: int) -> int:
    return (value << 1) ^ (0x11B if value & 0x80 else 0)


def _make_substitutions() -> bytes:
    """Return the S-box: the inverse in GF(2^8), and an affine map."""
    box = bytearray(256)
    one = inverse = 1
    while True:
        one ^= _double_in_field(one)
        inverse ^= inverse << 1
        inverse ^= inverse << 2
        inverse ^= inverse << 4
        inverse &= 0xFF
        if inverse & 0x80:
            inverse ^= 0x09
        turned = inverse
        for shift in (1, 2, 3, 4):
            turned ^= ((inverse << shift) | (inverse >> (8 - shift))) & 0xFF
        box[one] = turned ^ 0x63
        if one == 1:
            box[0] = 0x63
            return bytes(box)


_SUBSTITUTIONS = _make_substitutions()


def _expand_key(key: bytes) -> list[bytes]:
    words = [key[at : at + 4] for at in range(0, 32, 4)]
    constant = 1
    for number in range(8, _AES_WORDS):
        word = words[-1]
        if number % 8 == 0:
            word = bytes(_SUBSTITUTIONS[each] for each in word[1:] + word[:1])
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _double_in_field(constant)
        elif number % 8 == 4:
            word = bytes(_SUBSTITUTIONS[each] for each in word)
        words.append(bytes(one ^ two for one, two in zip(words[-8], word)))  # noqa: B905
    return [b"".join(words[at : at + 4]) for at in range(0, _AES_WORDS, 4)]


def _encrypt_block(schedule: list[bytes], block: bytes) -> bytes:
    state = [one ^ two for one, two in zip(block, schedule[0])]  # noqa: B905
    for number in range(1, _AES_ROUNDS + 1):
        # The bytes are in columns; row r moves r columns to the left.
        moved = [_SUBSTITUTIONS[state[(at + 4 * (at % 4)) % 16]] for at in range(16)]
        if number < _AES_ROUNDS:
            moved = [each for at in range(0, 16, 4) for each in _mix_column(moved[at : at + 4])]
        state = [one ^ two for one, two in zip(moved, schedule[number])]  # noqa: B905
    return bytes(state)


def _mix_column(column: list[int]) -> list[int]:
    whole = column[0] ^ column[1] ^ column[2] ^ column[3]
    return [
        column[at] ^ whole ^ _double_in_field(column[at] ^ column[(at + 1) % 4]) for at in range(4)
    ]


# --------------------------------------------------------------------------------------------------
# application.ledger.contents.revealed
# Sealed fields that a pack opens: the sealed text of the event, the key of that one field, and the text.
#
# A sealed field is `sealed2:<field>:<mark>:<nonce and ciphertext>`. The mark is the SHA-256 of the key, and the sealed
# text is in the ledger. So a key that fits opens the ciphertext to one text only, and that is the text that was recorded.
# The file is JSON: `{"fields": [{"sealed": …, "key": …, "text": …}]}`, the key in Base64.

REVEALED_PATH = "persons.json"
SEALED_TEXT = re.compile(r"sealed2:[a-z0-9_.]+:([A-Za-z0-9_-]{43}):([A-Za-z0-9_-]+=*)")
_FIELD_KEY_BYTES, _GCM_NONCE_BYTES, _GCM_TAG_BYTES = 32, 12, 16
_PADDING = b"\x80"


class RevealedField(NamedTuple):
    """One sealed text with its key, and the text that it is said to have."""

    sealed: str
    key: bytes
    text: str


def encode_revealed(fields: Iterable[RevealedField]) -> bytes:
    """Return the file of these fields."""
    rows = [
        {"sealed": each.sealed, "key": encode_base64(each.key), "text": each.text}
        for each in fields
    ]
    return json.dumps({"fields": rows}, ensure_ascii=False, indent=1).encode() + b"\n"


def decode_revealed(octets: bytes) -> tuple[RevealedField, ...]:
    """Return the fields of a file. Raises Malformed."""
    try:
        document = json.loads(decode_text(octets))
    except (ValueError, RecursionError) as error:
        raise Malformed("the revealed fields are not JSON") from error
    if not isinstance(document, dict) or document.keys() != {"fields"}:
        raise Malformed("the revealed fields are no list of fields")
    if not isinstance(document["fields"], list):
        raise Malformed("the revealed fields are no list of fields")
    return tuple(_decode_revealed_field(each) for each in document["fields"])


def opens_to_text(field: RevealedField) -> bool:
    """Return whether the key is the one that the sealed text names, and opens it to the text."""
    found = SEALED_TEXT.fullmatch(field.sealed)
    if found is None or len(field.key) != _FIELD_KEY_BYTES:
        return False
    mark, closed = found.groups()
    if urlsafe_b64encode(sha256(field.key).digest()).decode().rstrip("=") != mark:
        return False
    try:
        octets = urlsafe_b64decode(closed)
    except ValueError:
        return False
    nonce, ciphertext = octets[:_GCM_NONCE_BYTES], octets[_GCM_NONCE_BYTES:-_GCM_TAG_BYTES]
    plain = decrypt_counter_mode(field.key, nonce, ciphertext)
    return plain.rstrip(b"\0") == field.text.encode() + _PADDING


def _decode_revealed_field(row: object) -> RevealedField:
    if not isinstance(row, dict) or row.keys() != {"sealed", "key", "text"}:
        raise Malformed("a revealed field is not a sealed text, a key and a text")
    if not all(isinstance(text, str) for text in row.values()):
        raise Malformed("a revealed field is not made of texts")
    try:
        row["text"].encode()
        row["sealed"].encode()
    except UnicodeEncodeError as error:
        raise Malformed("a revealed field is not Unicode") from error
    return RevealedField(row["sealed"], decode_base64(row["key"]), row["text"])


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.messages
# Every sentence that a verifier says. verify.py and verify.html have them from here.

MESSAGES = {
    "pack_unreadable": "The pack cannot be read: {reason}.",
    "manifest_whole": "The pack has the {count} files that its manifest lists. The manifest itself proves nothing.",
    "manifest_missing": "The pack has no manifest: whether files are missing is not known.",
    "manifest_malformed": "The manifest of the pack is malformed.",
    "file_changed": "{path} is not the file that the manifest lists.",
    "file_missing": "{path} is listed in the manifest, and is missing.",
    "file_unlisted": "{path} is not listed in the manifest.",
    "policy_read": "Keys in the policy: {logs} of logs, {witnesses} of witnesses. Its quorum: {quorum}.",
    "policy_unusable": "The policy cannot be used: {reason}.",
    "head_malformed": "The head in {path} is malformed: {reason}.",
    "head_of_unknown_log": "The policy has no key of the log {origin}.",
    "head_unsigned": "No key of the policy signed the head of size {size} of the log {origin}.",
    "head_refused": "The head of size {size} is refused: {reason}.",
    "head_signed": "The log {origin} signed the head of size {size}.",
    "quorum_met": "The witnesses that the policy demands cosigned the head of size {size}: {names}.",
    "quorum_not_met": "Too few witnesses of the policy cosigned the head of size {size}: {count} of {witnesses}.",
    "quorum_none": "Not shown: witnesses. The policy demands none, so the log may have shown others another history.",
    "monitor_states": "The monitor {name} read all {size} entries of the log. It states: no version of any checkout is"
    " missing or repeated, no time goes back, and while it watched, none was logged later than 60 s after its time.",
    "two_trees": "The log {origin} has two different trees of size {size}.",
    "heads_unconnected": "Whether the heads of sizes {sizes} are of one history is not shown.",
    "file_malformed": "{path} is malformed: {reason}.",
    "opening_missing": "{path} proves an event that is not shown.",
    "proof_missing": "{path} shows an event without a proof.",
    "head_not_believed": "{path} has a head that is not proven, so its event is not proven either.",
    "event_altered": "{path} is not what was logged. Different: {members}.",
    "event_not_included": "{path} is not at index {index} of the tree of size {size}.",
    "event_proven": "Version {version}, {topic}, was logged at index {index}; {hidden} of {parts} parts are hidden.",
    "record_of_other_log": "{path} has a proof of the log {origin}, which has other records.",
    "refusal_proven": "Refused attempt {version} was logged at index {index} of its log; {hidden} of {parts} parts are"
    " hidden.",
    "refusals_complete": "Refused attempts 1 to {last} on checkout {checkout} are all here, in this order.",
    "refusals_missing": "Not shown: refused attempts on checkout {checkout}: {numbers}.",
    "refusal_twice": "Checkout {checkout} has two different refused attempts of number {number}.",
    "refusals_moved": "Refused attempts on checkout {checkout} were logged in another order.",
    "refusal_time_unknown": "Not shown: when refused attempt {number} was logged. No witness cosigned its head.",
    "refusal_time_before": "Refused attempt {number} says {time}. Witnesses saw it by {upper}; since when is not"
    " shown.",
    "refusal_time_later": "Refused attempt {number} says {time}, but witnesses saw it by {upper}.",
    "versions_complete": "Versions 1 to {last} of checkout {checkout} are all here, in this order.",
    "versions_missing": "Missing versions of checkout {checkout}: {versions}.",
    "version_twice": "Checkout {checkout} has two different events of version {version}.",
    "version_moved": "Version {version} of checkout {checkout} was logged before version {earlier}.",
    "time_goes_back": "Version {version} of checkout {checkout} has an earlier time than version {earlier}.",
    "heads_consistent": "The head of size {size} continues the head of size {old}: nothing was removed or inserted.",
    "consistency_wrong": "The proof that the head of size {size} continues the head of size {old} is wrong.",
    "consistency_missing": "Whether the head of size {size} continues the head of size {old} is not shown.",
    "kept_head_unusable": "The head that you kept cannot be used: {reason}.",
    "kept_head_of_other_log": "The head that you kept is of another log: {origin}.",
    "kept_head_equal": "The head of size {size} is the one that you kept.",
    "time_unknown": "Not shown: when version {version} was logged. No witness of the policy cosigned its head.",
    "time_before": "Version {version} says {time}. Witnesses saw it by {upper}; since when is not shown.",
    "time_between": "Version {version} says {time}. By the clocks of witnesses it was logged from {lower} to {upper}:"
    " back-dated by at most {most}.",
    "time_later": "Version {version} says {time}, but witnesses saw it by {upper}.",
    "time_earlier": "Version {version} says {time}, but witnesses had not seen it by {lower}: late, or back-dated.",
    "time_stamp_not_checked": "Not checked: the time stamp of the head of size {size}. verify.py does, with openssl"
    " and --tsa-ca.",
    "time_stamp_valid": "The head of size {size} existed at {time}, as the authority of its time stamp states.",
    "time_stamp_of_other_bytes": "The time stamp is not one of the head of size {size}.",
    "time_stamp_of_other_log": "The time stamp is one of another log: {origin}.",
    "time_stamp_unverified": "The time stamp of the head of size {size} is not verified: {reason}.",
    "entries_missing": "The entries of the log from index {index} on are missing.",
    "entries_differ": "The entries of the log are not those of the head of size {size}.",
    "entry_form": "The entry at index {index} of the log is malformed.",
    "entry_version": "The entry at index {index} of the log does not follow the version before it.",
    "entry_time": "The entry at index {index} of the log has an earlier time than the version before it.",
    "entries_whole": "All {size} entries are those of the head. No version is missing or repeated, no time goes back.",
    "nothing_follows": "Version {last} is the last of checkout {checkout} in the log of size {size}.",
    "more_follows": "Not shown: later versions of checkout {checkout}. The log of size {size} has {last}.",
    "state_proven": "The state at version {version} follows from the events, all {count} fields.",
    "state_differs": "{path} is not what the events say.",
    "state_without_events": "Not all events up to version {version} are proven, so its state is not.",
    "revealed_proven": "All {count} revealed texts are those that were sealed in the events.",
    "revealed_unknown": "The sealed text of revealed text {number} is in no proven event.",
    "revealed_wrong": "The key of revealed text {number} does not open its sealed text to it.",
    "claims": "Claims of the operator, which nothing here proves: {paths}.",
    "nothing": "No event is proven.",
    "verdict_proven": "Proven: what is shown is what was recorded.",
    "verdict_disproven": "Disproven: something was changed, or does not belong together.",
    "verdict_unknown": "Not enough to say.",
}


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.report
# What a verifier reports: one step a line, with a mark, and the verdict.

PROVEN, DISPROVEN, UNKNOWN, NOT_SHOWN = "\u2713", "\u2717", "?", "\u2013"
EXIT_PROVEN, EXIT_DISPROVEN, EXIT_UNKNOWN = 0, 1, 2
_LAST_SECOND_OF_9999 = 253_402_300_799
# Characters that a terminal obeys, or that turn the direction of a text.
_UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class VerificationStep(NamedTuple):
    """One step: its mark, and the name and the values of its sentence in MESSAGES."""

    mark: str
    message: str
    values: dict[str, object]

    def text(self) -> str:
        """Return the sentence, without characters that do more than print."""
        return _UNPRINTABLE.sub("\ufffd", MESSAGES[self.message].format(**self.values))


class VerificationReport:
    """The steps, in their order."""

    def __init__(self) -> None:
        self.steps: list[VerificationStep] = []

    def add(self, mark: str, message: str, **values: object) -> None:
        """Add a step after the others."""
        self.steps.append(VerificationStep(mark, message, values))

    def exit_code(self) -> int:
        """Return 1 if any step is disproven; else 2 if any is not known, or no event is proven; else 0."""
        marks = {step.mark for step in self.steps}
        if DISPROVEN in marks:
            return EXIT_DISPROVEN
        proven = any(step.message == "event_proven" for step in self.steps)
        return EXIT_UNKNOWN if UNKNOWN in marks or not proven else EXIT_PROVEN

    def verdict(self) -> str:
        """Return the sentence for the exit code."""
        names = ("verdict_proven", "verdict_disproven", "verdict_unknown")
        return MESSAGES[names[self.exit_code()]]

    def lines(self) -> list[str]:
        """Return the lines to print, the verdict last."""
        return [*(f"{step.mark} {step.text()}" for step in self.steps), self.verdict()]


def duration_text(seconds: int) -> str:
    """Return a number of seconds in one unit, rounded up."""
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds > 2 * size:
            return f"{-(-seconds // size)} {unit}"
    return f"{seconds} s"


def time_text(seconds: int) -> str:
    """Return a Unix time as a date and a time, in UTC; the number itself after the year 9999."""
    if seconds > _LAST_SECOND_OF_9999:
        return str(seconds)
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.ed25519
# Verifies Ed25519 signatures (RFC 8032, section 5.1.7) in plain Python. There are no secrets, so time may differ.

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)
_IDENTITY = (0, 1, 1, 0)

_Point = tuple[int, int, int, int]


def verify_in_python(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Implements `application.ledger.format.keys.SignatureCheck` without a library."""
    point = _decompress(public_key) if len(public_key) == 32 else None
    scalar = int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or scalar >= _ORDER:
        return False
    digest = sha512(signature[:32] + public_key + message).digest()
    factor = int.from_bytes(digest, "little") % _ORDER
    negative = (-point[0] % _P, point[1], point[2], -point[3] % _P)
    found = _add(_multiply(scalar, _BASE), _multiply(factor, negative))
    return _compress(found) == signature[:32]


def _add(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _multiply(scalar: int, point: _Point) -> _Point:
    result = _IDENTITY
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _decompress(octets: bytes) -> _Point | None:
    """Return the point of 32 bytes, None if there is none."""
    encoded = int.from_bytes(octets, "little")
    y, sign = encoded & (2**255 - 1), encoded >> 255
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _compress(point: _Point) -> bytes:
    inverse = pow(point[2], _P - 2, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _base_point() -> _Point:
    point = _decompress((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))
    assert point is not None
    return point


_BASE = _base_point()


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.evidence
# Which of the given files are proofs, openings and heads, and whether a pack is whole.

MANIFEST = "manifest.json"
HEAD = "log/checkpoint"
LOWER_HEAD = "log/lower"
LOWER_PROOF = "log/lower-to-checkpoint.consistency"
REFUSALS_HEAD = "log/refusals-checkpoint"
TIME_STAMP = "log/checkpoint.tsr"
STAMPED_HEAD = "log/stamped"
STAMPED_PROOF = "log/stamped-to-checkpoint.consistency"
_PROOF_SUFFIX, _OPENING_SUFFIX = ".tlog-proof", ".json"
_OPENINGS_FOLDER = "events/"
REFUSALS_FOLDER, REFUSAL_PROOFS_FOLDER = "refusals/", "refusal-proofs/"


class Evidence(NamedTuple):
    """The files by their path, and whether they are a pack: then they have a manifest and every version."""

    files: Mapping[str, bytes]
    is_pack: bool

    def pairs(self) -> list[tuple[str | None, str | None]]:
        """Return the path of each opening of an event with that of its proof; None for one that is missing.

        An opening and a proof belong together if their names are equal, or if there is only one of each.
        """
        paths = sorted(self.files)
        proofs = {_stem(path): path for path in paths if self._is_proof(path)}
        openings = {_stem(path): path for path in paths if self._is_opening(path)}
        if len(proofs) == len(openings) == 1:
            return [(next(iter(openings.values())), next(iter(proofs.values())))]
        return _in_pairs(openings, proofs)

    def refusal_pairs(self) -> list[tuple[str | None, str | None]]:
        """Return the same of the refused attempts of a pack. As single files they are read as events are."""
        openings = {
            _stem(path): path
            for path in self.files
            if path.startswith(REFUSALS_FOLDER) and path.endswith(_OPENING_SUFFIX)
        }
        proofs = {_stem(path): path for path in self.files if _is_refusal_proof(path)}
        return _in_pairs(openings, proofs) if self.is_pack else []

    def claims(self) -> list[str]:
        """Return the paths of the files that are no part of any proof."""
        used = {path for pair in self.pairs() + self.refusal_pairs() for path in pair}
        used |= {MANIFEST, HEAD, LOWER_HEAD, LOWER_PROOF}
        if self.is_pack:
            used.add(REFUSALS_HEAD)
        used |= {TIME_STAMP, STAMPED_HEAD, STAMPED_PROOF}
        return sorted(self.files.keys() - used)

    def _is_proof(self, path: str) -> bool:
        return path.endswith(_PROOF_SUFFIX) and not (self.is_pack and _is_refusal_proof(path))

    def _is_opening(self, path: str) -> bool:
        in_place = not self.is_pack or path.startswith(_OPENINGS_FOLDER)
        return in_place and path.endswith(_OPENING_SUFFIX) and path != MANIFEST


def check_manifest(evidence: Evidence, report: VerificationReport) -> None:
    """Report whether a pack has the files that its manifest lists, unchanged, and no others."""
    if not evidence.is_pack:
        return
    if MANIFEST not in evidence.files:
        report.add(UNKNOWN, "manifest_missing")
        return
    listed = _listed_files(evidence.files[MANIFEST])
    if listed is None:
        report.add(DISPROVEN, "manifest_malformed")
        return
    found = {path: octets for path, octets in evidence.files.items() if path != MANIFEST}
    faults = dict.fromkeys(listed.keys() - found.keys(), "file_missing")
    faults |= dict.fromkeys(found.keys() - listed.keys(), "file_unlisted")
    for path in listed.keys() & found.keys():
        if sha256(found[path]).hexdigest() != listed[path]:
            faults[path] = "file_changed"
    for path in sorted(faults):
        report.add(DISPROVEN, faults[path], path=path)
    if not faults:
        report.add(PROVEN, "manifest_whole", count=len(found))


def _listed_files(manifest: bytes) -> dict[str, str] | None:
    """Return the SHA-256, in hexadecimal, of each file of a manifest; None if the manifest is malformed."""
    try:
        files = json.loads(manifest.decode("utf-8"))["files"]
        listed = {path: files[path]["sha256"] for path in files}
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return listed if all(isinstance(each, str) for each in listed.values()) else None


def _in_pairs(
    openings: Mapping[str, str], proofs: Mapping[str, str]
) -> list[tuple[str | None, str | None]]:
    stems = sorted(openings.keys() | proofs.keys())
    return [(openings.get(stem), proofs.get(stem)) for stem in stems]


def _is_refusal_proof(path: str) -> bool:
    return path.startswith(REFUSAL_PROOFS_FOLDER) and path.endswith(_PROOF_SUFFIX)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.heads
# Which heads a policy lets a verifier believe, and whether they are of one history.


@dataclass(frozen=True)
class BelievedHead:
    """A head that its log signed and the policy's quorum cosigned, with the times of the cosignatures."""

    checkpoint: Checkpoint
    times: tuple[int, ...]

    def earliest(self) -> int | None:
        """Return the first time at which a witness says that this was the largest tree that it had seen."""
        return min(self.times, default=None)

    def latest(self) -> int | None:
        """Return the time by which every witness that cosigned had seen the tree."""
        return max(self.times, default=None)


class HeadReader:
    """Reads heads, and reports on each one time."""

    def __init__(
        self, policy: LedgerPolicy, check: SignatureCheck, report: VerificationReport
    ) -> None:
        self._policy = policy
        self._check = check
        self._report = report
        self._notes: dict[str, SignedNote] = {}
        self._believed: dict[str, BelievedHead] = {}

    def read(self, path: str, octets: bytes) -> str | None:
        """Take a head, with the signatures of those of the same text, and return the text; None if it is malformed."""
        try:
            note = parse_note(octets)
            parse_checkpoint(note)
        except Malformed as error:
            self._report.add(DISPROVEN, "head_malformed", path=path, reason=error)
            return None
        known = self._notes.setdefault(note.text, note)
        further = [line for line in note.signatures if line not in known.signatures]
        self._notes[note.text] = known.with_signatures(further)
        return note.text

    def believe(self) -> None:
        """Report on every head that was read, after the last one."""
        for text, note in self._notes.items():
            head = self._believed_head(note)
            if head is not None:
                self._believed[text] = head

    def get(self, text: str | None) -> BelievedHead | None:
        """Return the head of this text if it is believed."""
        return None if text is None else self._believed.get(text)

    def _believed_head(self, note: SignedNote) -> BelievedHead | None:
        checkpoint = parse_checkpoint(note)
        origin, size = checkpoint.origin, checkpoint.size
        keys = [key for key in self._policy.logs if key.name == origin]
        if not keys:
            self._report.add(UNKNOWN, "head_of_unknown_log", origin=origin)
            return None
        try:
            is_signed = [signed_by(note, key, self._check) for key in keys]
            times = {
                name: [each.time for each in cosignatures_by(note, key, self._check)]
                for name, key in self._policy.witnesses.items()
            }
        except Malformed as error:
            self._report.add(DISPROVEN, "head_refused", size=size, reason=error)
            return None
        if not any(is_signed):
            self._report.add(UNKNOWN, "head_unsigned", size=size, origin=origin)
            return None
        self._report.add(PROVEN, "head_signed", origin=origin, size=size)
        cosigned = {name: each for name, each in times.items() if each}
        if not self._report_quorum(size, sorted(cosigned)):
            return None
        monitors = sorted(filter(is_monitor, cosigned))
        for name in monitors:
            shown = self._policy.witnesses[name].name
            self._report.add(PROVEN, "monitor_states", size=size, name=shown)
        # A monitor may state later than it saw the head, so its times say less.
        clocks = [name for name in cosigned if name not in monitors] or monitors
        return BelievedHead(checkpoint, tuple(time for name in clocks for time in cosigned[name]))

    def _report_quorum(self, size: int, names: list[str]) -> bool:
        """Report whether these witnesses, by their names in the policy, are the quorum."""
        if self._policy.quorum == NO_QUORUM:
            self._report.add(NOT_SHOWN, "quorum_none")
            return True
        if not self._policy.is_met(names):
            witnesses = len(self._policy.witnesses)
            self._report.add(
                UNKNOWN, "quorum_not_met", size=size, count=len(names), witnesses=witnesses
            )
            return False
        shown = ", ".join(self._policy.witnesses[name].name for name in names)
        self._report.add(PROVEN, "quorum_met", size=size, names=shown)
        return True


def check_one_history(checkpoints: Iterable[Checkpoint], report: VerificationReport) -> bool:
    """Report two roots of one size of a log, and heads of several sizes. Return whether there are none."""
    roots: dict[tuple[str, int], bytes] = {}
    sizes: dict[str, set[int]] = {}
    for origin, size, root in checkpoints:
        sizes.setdefault(origin, set()).add(size)
        if roots.setdefault((origin, size), root) != root:
            report.add(DISPROVEN, "two_trees", origin=origin, size=size)
            return False
    for each in sizes.values():
        if len(each) > 1:
            report.add(UNKNOWN, "heads_unconnected", sizes=", ".join(map(str, sorted(each))))
            return False
    return True


def check_consistency(
    one: Checkpoint, other: Checkpoint, proof: bytes | None, report: VerificationReport
) -> bool:
    """Report whether the larger of two heads of one log continues the smaller one, and return it."""
    old, new = sorted((one, other), key=lambda checkpoint: checkpoint.size)
    if old.size == new.size and old.root != new.root:
        report.add(DISPROVEN, "two_trees", origin=old.origin, size=old.size)
        return False
    if proof is None and old.size not in {0, new.size}:
        report.add(UNKNOWN, "consistency_missing", size=new.size, old=old.size)
        return False
    try:
        hashes = parse_consistency_proof(proof or b"")
        holds = consistency_holds(old.size, old.root, new.size, new.root, hashes)
    except Malformed:
        holds = False
    if holds:
        report.add(PROVEN, "heads_consistent", size=new.size, old=old.size)
    else:
        report.add(DISPROVEN, "consistency_wrong", size=new.size, old=old.size)
    return holds


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.events
# Whether each event was logged as it is shown, and whether a checkout's versions are complete and in order.


@dataclass(frozen=True)
class ReadEvent:
    """An opening with its proof, and the text of the proof's head; nothing is checked yet."""

    path: str
    opening: EntryOpening
    entry: Entry
    proof: InclusionProof
    head_text: str | None


@dataclass(frozen=True)
class ProvenEvent:
    """An event that was logged as it is shown."""

    checkout: str
    entry: Entry
    index: int
    head: BelievedHead
    opening: EntryOpening


def read_events(
    evidence: Evidence,
    pairs: list[tuple[str | None, str | None]],
    heads: HeadReader,
    report: VerificationReport,
) -> list[ReadEvent]:
    """Return the openings that have a proof, and give the heads of the proofs to the reader.

    `pairs` are the paths of openings and proofs, of events or of refused attempts.
    """
    found: list[ReadEvent] = []
    for opening_path, proof_path in pairs:
        if proof_path is None:
            report.add(UNKNOWN, "proof_missing", path=opening_path)
            continue
        if opening_path is None:
            report.add(UNKNOWN, "opening_missing", path=proof_path)
            continue
        path = proof_path
        try:
            proof = parse_inclusion_proof(evidence.files[path])
            head_text = heads.read(path, proof.checkpoint)
            path = opening_path
            opening = decode_opening(evidence.files[path])
            entry = opened_entry(opening)
        except Malformed as error:
            report.add(DISPROVEN, "file_malformed", path=path, reason=error)
            continue
        found.append(ReadEvent(opening_path, opening, entry, proof, head_text))
    return found


def check_inclusion(
    event: ReadEvent, head: BelievedHead | None, message: str, report: VerificationReport
) -> ProvenEvent | None:
    """Report whether a record is in the tree of its head as it is shown, and return it if so.

    `message` is what is reported of one that is.
    """
    members = _changed_members(event)
    if members:
        report.add(DISPROVEN, "event_altered", path=event.path, members=", ".join(members))
        return None
    if head is None:
        report.add(UNKNOWN, "head_not_believed", path=event.path)
        return None
    index, size, root = event.proof.index, head.checkpoint.size, head.checkpoint.root
    leaf = leaf_hash(event.entry.encode())
    if not inclusion_holds(leaf, index, size, root, event.proof.hashes):
        report.add(DISPROVEN, "event_not_included", path=event.path, index=index, size=size)
        return None
    parts = len(event.opening.parts)
    report.add(
        PROVEN,
        message,
        version=event.entry.version,
        topic=shown_text(event.opening, TOPIC),
        index=index,
        hidden=parts - len(shown_parts(event.opening)),
        parts=parts,
    )
    checkout = shown_text(event.opening, CHECKOUT)
    return ProvenEvent(checkout, event.entry, index, head, event.opening)


def check_order(events: list[ProvenEvent], is_pack: bool, report: VerificationReport) -> None:
    """Report, for each checkout, versions that are missing, two of one number, moved, or with a time that goes back."""
    checkouts: dict[tuple[str, str], dict[int, ProvenEvent]] = {}
    for event in events:
        log = event.head.checkpoint.origin
        versions = checkouts.setdefault((event.checkout, log), {})
        version = event.entry.version
        if versions.setdefault(version, event).index != event.index:
            report.add(DISPROVEN, "version_twice", checkout=event.checkout, version=version)
    for checkout, log in sorted(checkouts):
        ordered = sorted(checkouts[checkout, log].items())
        is_ordered = _check_neighbours(checkout, log, ordered, report)
        last = ordered[-1][0]
        missing = missing_versions([version for version, _ in ordered])
        if missing:
            mark = UNKNOWN if is_pack else NOT_SHOWN
            report.add(mark, "versions_missing", versions=missing, checkout=checkout)
        elif is_ordered:
            report.add(PROVEN, "versions_complete", last=last, checkout=checkout)


def _check_neighbours(
    checkout: str,
    log: str,
    ordered: list[tuple[int, ProvenEvent]],
    report: VerificationReport,
) -> bool:
    is_ordered = True
    for place in range(1, len(ordered)):
        (earlier, before), (version, event) = ordered[place - 1], ordered[place]
        values = {"checkout": checkout, "version": version, "earlier": earlier}
        if event.index < before.index:
            report.add(DISPROVEN, "version_moved", **values)
            is_ordered = False
        if orders_times(log) and event.entry.time < before.entry.time:
            report.add(DISPROVEN, "time_goes_back", **values)
            is_ordered = False
    return is_ordered


def _changed_members(event: ReadEvent) -> list[str]:
    """Return in what the opening differs from the entry that the proof names, which is itself proven later."""
    if event.proof.extra is None:
        return []
    try:
        logged = decode_entry(event.proof.extra)
    except Malformed:
        return ["entry"]
    names = ("checkout", "version", "time", "content")
    return [names[at] for at in range(4) if logged[at] != event.entry[at]]


def missing_versions(versions: list[int]) -> str:
    """Return the versions below the last that are not among these, as numbers and ranges."""
    gaps: list[str] = []
    expected = 1
    for version in versions:
        if version > expected:
            gaps.append(
                str(expected) if version == expected + 1 else f"{expected}\u2013{version - 1}"
            )
        expected = version + 1
    return ", ".join(gaps)


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.times
# Between which times of witnesses' clocks each event was logged, and whether its own time is among them.

MERGE_DELAY_SECONDS = 60


def check_time(
    event: ProvenEvent, lower: BelievedHead | None, is_pack: bool, report: VerificationReport
) -> None:
    """Report when witnesses saw the event. `lower` is a head that the event's own continues, and may be without it.

    A witness's time has whole seconds: the second of the upper one counts to its end, and so an event can be back-dated
    by the time to there at most. A log may take the merge delay to log an event, so an event that says an earlier time
    than the lower one and the delay is late, or back-dated.
    """
    version, upper = event.entry.version, event.head.latest()
    if upper is None:
        report.add(NOT_SHOWN, "time_unknown", version=version)
        return
    since = _since(event, lower)
    stated, end = event.entry.time, (upper + 1) * MICROSECONDS
    values = {
        "version": version,
        "time": time_text(stated // MICROSECONDS),
        "upper": time_text(upper),
    }
    if stated >= end:
        report.add(DISPROVEN, "time_later", **values)
    elif since is None:
        report.add(UNKNOWN if is_pack else NOT_SHOWN, "time_before", **values)
    elif stated < (since - MERGE_DELAY_SECONDS) * MICROSECONDS:
        report.add(UNKNOWN, "time_earlier", **values, lower=time_text(since))
    else:
        most = duration_text(-((stated - end) // MICROSECONDS))
        report.add(PROVEN, "time_between", **values, lower=time_text(since), most=most)


def _since(event: ProvenEvent, lower: BelievedHead | None) -> int | None:
    """Return the time of the lower head if it is of the event's log, and without the event."""
    if lower is None or lower.checkpoint.origin != event.head.checkpoint.origin:
        return None
    return lower.earliest() if lower.checkpoint.size <= event.index else None


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.states
# Whether the states of a pack follow from its events, and whether its revealed texts are those that were recorded.

_STATE_PATH = re.compile(r"states/([0-9]{4,9})(?:\.blame)?\.json")


def check_states(
    evidence: Evidence, openings: Sequence[EntryOpening], report: VerificationReport
) -> set[str]:
    """Report whether each state is what the proven openings give, and return the paths of the files that are.

    `openings` are those of one checkout, in the order of their versions.
    """
    if not evidence.is_pack:
        return set()
    versions = {int(found[1]) for found in map(_STATE_PATH.fullmatch, evidence.files) if found}
    checked: set[str] = set()
    state = StateParts()
    for place, opening in enumerate(openings, 1):
        if opening.version != place:
            break
        state.add(opening)
        if place in versions:
            versions.discard(place)
            checked |= _check_state(evidence, place, state, report)
    for version in sorted(versions):
        report.add(UNKNOWN, "state_without_events", version=version)
    return checked


def check_revealed(
    evidence: Evidence, openings: Sequence[EntryOpening], report: VerificationReport
) -> set[str]:
    """Report whether the revealed texts are those of sealed texts in proven events, and return the path if so."""
    if not evidence.is_pack or REVEALED_PATH not in evidence.files:
        return set()
    try:
        fields = decode_revealed(evidence.files[REVEALED_PATH])
    except Malformed as error:
        report.add(DISPROVEN, "file_malformed", path=REVEALED_PATH, reason=error)
        return set()
    sealed = {
        found[0]
        for opening in openings
        for part in shown_parts(opening)
        for found in SEALED_TEXT.finditer(part.value.decode())
    }
    for number, field in enumerate(fields, 1):
        if field.sealed not in sealed:
            report.add(DISPROVEN, "revealed_unknown", number=number)
            return set()
        if not opens_to_text(field):
            report.add(DISPROVEN, "revealed_wrong", number=number)
            return set()
    report.add(PROVEN, "revealed_proven", count=len(fields))
    return {REVEALED_PATH}


def _check_state(
    evidence: Evidence, version: int, state: StateParts, report: VerificationReport
) -> set[str]:
    expected = {
        state_path(version): state.encode_state(),
        blame_path(version): state.encode_blame(),
    }
    given = {path: evidence.files[path] for path in expected if path in evidence.files}
    for path in sorted(given):
        if given[path] != expected[path]:
            report.add(DISPROVEN, "state_differs", path=path)
            return set()
    report.add(PROVEN, "state_proven", version=version, count=len(state.fields()))
    return set(given)


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.refusals
# Whether refused attempts in a pack were logged as they are shown, in the log beside that of the events.


def is_of_right_log(
    event: ReadEvent, head: BelievedHead | None, is_refusal: bool, report: VerificationReport
) -> bool:
    """Report an event under a head of the log of refused attempts, or an attempt under one of the other log."""
    if head is None or orders_times(head.checkpoint.origin) is not is_refusal:
        return True
    report.add(DISPROVEN, "record_of_other_log", path=event.path, origin=head.checkpoint.origin)
    return False


def check_refusal(
    refusal: ReadEvent, head: BelievedHead | None, report: VerificationReport
) -> ProvenEvent | None:
    """Report whether the attempt is in the tree of its head as it is shown, and return it if so."""
    if not is_of_right_log(refusal, head, True, report):
        return None
    return check_inclusion(refusal, head, "refusal_proven", report)


def check_refusals(refusals: list[ProvenEvent], report: VerificationReport) -> None:
    """Report which attempts are missing, two of one number, or moved, and by when witnesses saw each."""
    checkouts: dict[str, dict[int, ProvenEvent]] = {}
    for each in refusals:
        numbers = checkouts.setdefault(each.checkout, {})
        number = each.entry.version
        if numbers.setdefault(number, each).index != each.index:
            report.add(DISPROVEN, "refusal_twice", checkout=each.checkout, number=number)
    for checkout in sorted(checkouts):
        ordered = sorted(checkouts[checkout].items())
        indexes = [each.index for _, each in ordered]
        if indexes != sorted(indexes):
            report.add(DISPROVEN, "refusals_moved", checkout=checkout)
        missing = missing_versions([number for number, _ in ordered])
        if missing:
            report.add(NOT_SHOWN, "refusals_missing", numbers=missing, checkout=checkout)
        else:
            report.add(PROVEN, "refusals_complete", last=ordered[-1][0], checkout=checkout)
    for each in refusals:
        _check_refusal_time(each, report)


def _check_refusal_time(refusal: ProvenEvent, report: VerificationReport) -> None:
    """Report by when witnesses saw the attempt. A pack has no head that could say since when."""
    number, upper, stated = refusal.entry.version, refusal.head.latest(), refusal.entry.time
    if upper is None:
        report.add(NOT_SHOWN, "refusal_time_unknown", number=number)
        return
    values = {
        "number": number,
        "time": time_text(stated // MICROSECONDS),
        "upper": time_text(upper),
    }
    if stated >= (upper + 1) * MICROSECONDS:
        report.add(DISPROVEN, "refusal_time_later", **values)
    else:
        report.add(NOT_SHOWN, "refusal_time_before", **values)


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.stamps
# What the time stamp of a pack (RFC 3161) says, if the reader has a program that checks it.


class StampVerdict(NamedTuple):
    """The time that a valid time stamp states; else None, why, and whether it is one of other bytes."""

    time: int | None
    reason: str = ""
    is_of_other_bytes: bool = False


StampCheck = Callable[[bytes, bytes], StampVerdict]
"""Returns what a time stamp, the second argument, says of the bytes that are the first one."""


def check_time_stamp(
    evidence: Evidence, tree: Checkpoint, check: StampCheck | None, report: VerificationReport
) -> Checkpoint | None:
    """Report on the time stamp of a pack. Return the stamped head if `tree` and it are proven to be of one history.

    The stamped head is the head of the pack, or a file of its own with a proof between the two.
    """
    response = evidence.files.get(TIME_STAMP)
    stamped = evidence.files.get(STAMPED_HEAD, evidence.files.get(HEAD))
    if not evidence.is_pack or response is None or stamped is None:
        return None
    try:
        head = parse_checkpoint(parse_note(stamped))
    except Malformed as error:
        report.add(DISPROVEN, "head_malformed", path=STAMPED_HEAD, reason=error)
        return None
    if head.origin != tree.origin:
        report.add(UNKNOWN, "time_stamp_of_other_log", origin=head.origin)
        return None
    is_connected = head == tree or check_consistency(
        head, tree, evidence.files.get(STAMPED_PROOF), report
    )
    _report_stamp(head.size, check and check(stamped, response), report)
    return head if is_connected else None


def _report_stamp(size: int, verdict: StampVerdict | None, report: VerificationReport) -> None:
    if verdict is None:
        report.add(NOT_SHOWN, "time_stamp_not_checked", size=size)
    elif verdict.time is not None:
        report.add(PROVEN, "time_stamp_valid", size=size, time=time_text(verdict.time))
    elif verdict.is_of_other_bytes:
        report.add(DISPROVEN, "time_stamp_of_other_bytes", size=size)
    else:
        report.add(UNKNOWN, "time_stamp_unverified", size=size, reason=verdict.reason)


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.whole_log
# Whether all entries of a log, which a reader may have as a folder, are those of a head, and what they show.

BundleReader = Callable[[str], "bytes | None"]
"""Returns the file at a path below the log's prefix, None if there is none."""


def check_whole_log(
    read: BundleReader, tree: Checkpoint, events: list[ProvenEvent], report: VerificationReport
) -> None:
    """Report whether the entries have the root of the head and keep the rules, and whether events follow."""
    tops = CompactRange()
    sequence = EntrySequence(has_order_of_times=orders_times(tree.origin))
    broken: BrokenInvariant | None = None
    for entry in _entries(read, tree.size):
        tops.append(leaf_hash(entry))
        fault = sequence.read(entry)
        broken = broken or fault
    if tops.size < tree.size:
        report.add(UNKNOWN, "entries_missing", index=tops.size)
        return
    if tops.root() != tree.root:
        report.add(DISPROVEN, "entries_differ", size=tree.size)
        return
    if broken is not None:
        report.add(DISPROVEN, f"entry_{broken.rule}", index=broken.index)
        return
    report.add(PROVEN, "entries_whole", size=tree.size)
    for checkout in sorted({event.checkout for event in events}):
        shown = max(event.entry.version for event in events if event.checkout == checkout)
        last = sequence.last_version(tag_of(checkout))
        values = {"checkout": checkout, "last": last, "size": tree.size}
        if last == shown:
            report.add(PROVEN, "nothing_follows", **values)
        else:
            report.add(NOT_SHOWN, "more_follows", **values)


def roots_at(read: BundleReader, *sizes: int) -> dict[int, bytes]:
    """Return the roots of the trees of these sizes, as far as the entries of the log are there."""
    tops = CompactRange()
    roots = {0: tops.root()}
    for entry in _entries(read, max(sizes)):
        tops.append(leaf_hash(entry))
        if tops.size in sizes:
            roots[tops.size] = tops.root()
    return roots


def _entries(read: BundleReader, size: int) -> Iterator[bytes]:
    """Yield the entries of a log from index 0 on, up to the first bundle that is missing or malformed."""
    for n in range(-(-size // TILE_WIDTH)):
        width = width_at(0, n, size)
        # An export of a larger tree has a wider bundle.
        found = (read(TilePath(None, n, each).text()) for each in range(width, TILE_WIDTH + 1))
        octets = next((each for each in found if each is not None), None)
        try:
            entries = decode_bundle(octets or b"")
        except Malformed:
            return
        if len(entries) < width:
            return
        yield from entries[:width]


# --------------------------------------------------------------------------------------------------
# application.ledger.verifier.verification
# Verifies evidence: all steps, in their order.


@dataclass(frozen=True)
class KeptHead:
    """A head that the reader has from before, and the proof between it and the head of the evidence, if it is there."""

    note: bytes
    proof: bytes | None


def verify_evidence(
    evidence: Evidence,
    policy: bytes,
    kept: KeptHead | None,
    check: SignatureCheck,
    entries: BundleReader | None = None,
    stamps: StampCheck | None = None,
) -> VerificationReport:
    """Return what the evidence proves to a reader with this policy. No key is taken from the evidence.

    `entries` reads the entries of the log, if the reader has them all. `stamps` checks time stamps.
    """
    report = VerificationReport()
    check_manifest(evidence, report)
    try:
        known = parse_policy(policy)
    except Malformed as error:
        report.add(UNKNOWN, "policy_unusable", reason=error)
        return report
    report.add(
        PROVEN,
        "policy_read",
        logs=len(known.logs),
        witnesses=len(known.witnesses),
        quorum=known.quorum,
    )
    heads = HeadReader(known, check, report)
    events = read_events(evidence, evidence.pairs(), heads, report)
    refusals = read_events(evidence, evidence.refusal_pairs(), heads, report)
    own = heads.read(HEAD, evidence.files[HEAD]) if HEAD in evidence.files else None
    lower_text = (
        heads.read(LOWER_HEAD, evidence.files[LOWER_HEAD]) if _has_lower(evidence) else None
    )
    refusals_text = (
        heads.read(REFUSALS_HEAD, evidence.files[REFUSALS_HEAD])
        if evidence.is_pack and REFUSALS_HEAD in evidence.files
        else None
    )
    heads.believe()
    proven = [_check_event(each, heads, evidence.is_pack, report) for each in events]
    found = [event for event in proven if event is not None]
    attempts = [check_refusal(each, heads.get(each.head_text), report) for each in refusals]
    refused = [attempt for attempt in attempts if attempt is not None]
    believed = [heads.get(own), *(event.head for event in found)]
    trees = [head.checkpoint for head in believed if head is not None]
    refusal_heads = [heads.get(refusals_text), *(attempt.head for attempt in refused)]
    refusal_trees = [head.checkpoint for head in refusal_heads if head is not None]
    connected: list[Checkpoint] = []
    if check_one_history(trees + refusal_trees, report):
        check_order(found, evidence.is_pack, report)
        lower = _lower_head(evidence, heads.get(lower_text), trees, report)
        for event in found:
            check_time(event, lower, evidence.is_pack, report)
        check_refusals(refused, report)
        stamped = check_time_stamp(evidence, trees[0], stamps, report) if trees else None
        connected += [] if lower is None else [lower.checkpoint]
        connected += [] if stamped is None else [stamped]
    if kept is not None and trees:
        checkpoint = _kept_checkpoint(kept, known, check, report)
        if checkpoint is not None:
            _check_kept(checkpoint, kept.proof, [trees[0], *connected], entries, report)
    if entries is not None and trees:
        check_whole_log(entries, trees[0], found, report)
    checked = _check_contents(evidence, found, report)
    _report_rest(evidence, found, checked, report)
    return report


def _check_event(
    event: ReadEvent, heads: HeadReader, is_pack: bool, report: VerificationReport
) -> ProvenEvent | None:
    head = heads.get(event.head_text)
    if is_pack and not is_of_right_log(event, head, False, report):
        return None
    return check_inclusion(event, head, "event_proven", report)


def _has_lower(evidence: Evidence) -> bool:
    return evidence.is_pack and LOWER_HEAD in evidence.files


def _lower_head(
    evidence: Evidence,
    lower: BelievedHead | None,
    trees: list[Checkpoint],
    report: VerificationReport,
) -> BelievedHead | None:
    """Return the lower head if it is of the log of the evidence, and the head of the evidence continues it."""
    if lower is None or not trees or lower.checkpoint.origin != trees[0].origin:
        return None
    proof = evidence.files.get(LOWER_PROOF)
    return lower if check_consistency(lower.checkpoint, trees[0], proof, report) else None


def _kept_checkpoint(
    kept: KeptHead, policy: LedgerPolicy, check: SignatureCheck, report: VerificationReport
) -> Checkpoint | None:
    """Return the head that the reader kept, if a key of the policy signed it."""
    try:
        note = parse_note(kept.note)
        checkpoint = parse_checkpoint(note)
        keys = [key for key in policy.logs if key.name == checkpoint.origin]
        is_signed = [signed_by(note, key, check) for key in keys]
        if not any(is_signed):
            raise Malformed("no key of the policy signed it")
    except Malformed as error:
        report.add(UNKNOWN, "kept_head_unusable", reason=error)
        return None
    return checkpoint


def _check_kept(
    kept: Checkpoint,
    proof: bytes | None,
    trees: list[Checkpoint],
    entries: BundleReader | None,
    report: VerificationReport,
) -> None:
    """Report whether the head that the reader kept and that of the evidence, the first of `trees`, are of one history.

    The others are proven to be of its history. Without a proof, one of them may have the size of the kept one, or the
    entries of the log have the roots of both.
    """
    tree = trees[0]
    if kept.origin != tree.origin:
        report.add(UNKNOWN, "kept_head_of_other_log", origin=kept.origin)
        return
    if kept == tree:
        report.add(PROVEN, "kept_head_equal", size=tree.size)
        return
    root = next((each.root for each in trees if each.size == kept.size), None)
    if root is None and proof is None and entries is not None:
        roots = roots_at(entries, tree.size, kept.size)
        root = roots.get(kept.size) if roots.get(tree.size) == tree.root else None
    if root is None:
        check_consistency(kept, tree, proof, report)
    elif root == kept.root:
        sizes = sorted((kept.size, tree.size))
        report.add(PROVEN, "heads_consistent", size=sizes[1], old=sizes[0])
    else:
        report.add(DISPROVEN, "two_trees", origin=kept.origin, size=kept.size)


def _check_contents(
    evidence: Evidence, found: list[ProvenEvent], report: VerificationReport
) -> set[str]:
    """Report on states and revealed texts of a pack about one checkout, and return the paths that are proven."""
    if len({event.checkout for event in found}) > 1:
        return set()
    ordered = sorted(found, key=lambda event: event.entry.version)
    openings = [event.opening for event in ordered]
    checked = check_states(evidence, openings, report)
    return checked | check_revealed(evidence, openings, report)


def _report_rest(
    evidence: Evidence, found: list[ProvenEvent], checked: set[str], report: VerificationReport
) -> None:
    claims = [path for path in evidence.claims() if path not in checked]
    if claims:
        report.add(NOT_SHOWN, "claims", paths=", ".join(claims))
    if not found:
        report.add(UNKNOWN, "nothing")


# --------------------------------------------------------------------------------------------------
# interfaces.verifiers.terminal.packs
# Reads evidence: a pack, which is a ZIP file or a folder, or proofs and openings as single files.

MOST_FILES = 10_000
MOST_PACK_BYTES = 200_000_000


class UnreadablePack(Exception):
    """A pack that is no ZIP file, too large, or has two files of one name."""


def read_evidence(paths: Sequence[Path]) -> Evidence:
    """Return what the files have. Raises UnreadablePack, and OSError for a path that cannot be read."""
    for path in paths:
        path.stat()
    if len(paths) == 1 and paths[0].is_dir():
        return Evidence(_without_top_folder(_folder_files(paths[0])), True)
    if len(paths) == 1 and zipfile.is_zipfile(paths[0]):
        return Evidence(_without_top_folder(_zipped_files(paths[0])), True)
    if any(path.suffix == ".zip" for path in paths):
        raise UnreadablePack("it is no ZIP file that can be read")
    files = {path.name: path.read_bytes() for path in paths}
    if len(files) < len(paths):
        raise UnreadablePack("two files have one name")
    return Evidence(files, False)


def read_head(path: Path) -> bytes:
    """Return a head from its file, or from a pack. Raises UnreadablePack and OSError."""
    if not path.is_dir() and not zipfile.is_zipfile(path):
        return path.read_bytes()
    files = read_evidence([path]).files
    if HEAD not in files:
        raise UnreadablePack("the pack to compare with has no head")
    return files[HEAD]


def _folder_files(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    _require_size(len(paths), sum(path.stat().st_size for path in paths))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _zipped_files(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as pack:
            members = [each for each in pack.infolist() if not each.filename.endswith("/")]
            _require_size(len(members), sum(each.file_size for each in members))
            files = {each.filename: pack.read(each) for each in members}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnreadablePack("it is no ZIP file that can be read") from error
    if len(files) < len(members):
        raise UnreadablePack("two files have one name")
    return files


def _require_size(files: int, octets: int) -> None:
    if files > MOST_FILES or octets > MOST_PACK_BYTES:
        raise UnreadablePack("it is too large")


def _without_top_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files by their paths below the folder that all of them are in, if the manifest is not above it."""
    tops = {path.partition("/")[0] for path in files}
    if MANIFEST in files or len(tops) != 1:
        return files
    return {path.partition("/")[2] or path: octets for path, octets in files.items()}


# --------------------------------------------------------------------------------------------------
# interfaces.verifiers.terminal.openssl
# Checks time stamps with the program openssl, if it is there.

_SECONDS = 20
_TIME = re.compile(r"^Time stamp: (\w{3} +\d+ [\d:]{8})(?:\.\d+)? (\d{4}) GMT$", re.MULTILINE)
_OTHER_BYTES = "message imprint mismatch"


def stamp_check(authorities: Path | None) -> StampCheck | None:
    """Return the check by `openssl ts`; None without the program, or without the file of authorities (PEM)."""
    program = shutil.which("openssl")
    if program is None or authorities is None:
        return None
    command, trusted = program, str(authorities)

    def check(stamped: bytes, response: bytes) -> StampVerdict:
        with tempfile.TemporaryDirectory() as name:
            data, reply = str(Path(name) / "data"), str(Path(name) / "reply")
            Path(data).write_bytes(stamped)
            Path(reply).write_bytes(response)
            text = _run([command, "ts", "-reply", "-in", reply, "-text"])
            found = _TIME.search(text)
            if found is None:
                return StampVerdict(None, "openssl cannot read it")
            at = calendar.timegm(
                time.strptime(f"{found.group(1)} {found.group(2)}", "%b %d %H:%M:%S %Y")
            )
            # Certificates have to be valid at the time of the stamp: they end before evidence does.
            options = ["-data", data, "-in", reply, "-CAfile", trusted, "-attime", str(at)]
            text = _run([command, "ts", "-verify", *options])
        if "Verification: OK" in text:
            return StampVerdict(at)
        reason = "openssl does not find it valid with the given authorities"
        return StampVerdict(None, reason, _OTHER_BYTES in text)

    return check


def _run(command: list[str]) -> str:
    """Return what a command prints, in English; nothing if it does not end."""
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C"},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout.decode("utf-8", "replace")


# --------------------------------------------------------------------------------------------------
# interfaces.verifiers.terminal.command
# The command: reads the files, prints one line for each step, and exits with the verdict.

_DESCRIPTION = """Verify evidence of a checkout against a ledger, without any network.
The keys come from the policy, which you must have from elsewhere: never from the evidence."""
_EXIT_CODES = "Exits with 0 if proven, 1 if disproven, 2 if there is not enough to say."


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify what the arguments name, and return the exit code."""
    return verify_files(**vars(_parser().parse_args(arguments)))


def verify_files(
    evidence: Sequence[Path],
    policy: Path,
    pinned: Path | None,
    consistency: Path | None,
    entries: Path | None,
    tsa_ca: Path | None,
) -> int:
    """Verify the evidence in these files, print the steps, and return the exit code."""
    try:
        given = read_evidence(evidence)
        policy_octets = policy.read_bytes()
        kept = _kept_head(pinned, consistency)
        if tsa_ca is not None:
            tsa_ca.read_bytes()
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return EXIT_UNKNOWN
    except UnreadablePack as error:
        report = VerificationReport()
        report.add(UNKNOWN, "pack_unreadable", reason=error)
    else:
        read = None if entries is None else _bundle_reader(entries)
        stamps = stamp_check(tsa_ca)
        report = verify_evidence(given, policy_octets, kept, verify_in_python, read, stamps)
    octets = "".join(f"{line}\n" for line in report.lines()).encode("utf-8", "replace")
    sys.stdout.buffer.write(octets)
    sys.stdout.flush()
    return report.exit_code()


def _kept_head(head: Path | None, proof: Path | None) -> KeptHead | None:
    if head is None:
        return None
    return KeptHead(read_head(head), None if proof is None else proof.read_bytes())


def _bundle_reader(folder: Path) -> BundleReader:
    def read(path: str) -> bytes | None:
        file = folder / path
        return file.read_bytes() if file.is_file() else None

    return read


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify.py", description=_DESCRIPTION, epilog=_EXIT_CODES, allow_abbrev=False
    )
    parser.add_argument(
        "evidence",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a pack (ZIP file or folder), or .tlog-proof files with their openings",
    )
    parser.add_argument("--policy", required=True, type=Path, help="the keys that you believe")
    parser.add_argument(
        "--pinned",
        type=Path,
        help="a head of the log that you kept, or another pack with one",
    )
    parser.add_argument(
        "--consistency", type=Path, help="the proof between that head and the one of the evidence"
    )
    parser.add_argument(
        "--entries", type=Path, help="a folder with all entries of the log, as it exports them"
    )
    parser.add_argument(
        "--tsa-ca",
        type=Path,
        help="the certificates (PEM) of the authorities whose time stamps you believe; needs openssl",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
