"""Signed notes (C2SP signed-note): a text, an empty line, and the lines of its signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from application.ledger.format.encoding import (
    Malformed,
    decode_base64,
    decode_text,
    encode_base64,
    lines_of,
)
from application.ledger.format.keys import KEY_ID_BYTES, VerifierKey, is_key_name

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
