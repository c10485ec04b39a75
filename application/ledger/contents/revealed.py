"""Sealed fields that a pack opens: the sealed text of the event, the key of that one field, and the text.

A sealed field is `sealed2:<field>:<mark>:<nonce and ciphertext>`. The mark is the SHA-256 of the key, and the sealed
text is in the ledger. So a key that fits opens the ciphertext to one text only, and that is the text that was recorded.
The file is JSON: `{"fields": [{"sealed": …, "key": …, "text": …}]}`, the key in Base64.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from application.ledger.contents.aes import decrypt_counter_mode
from application.ledger.format.encoding import Malformed, decode_base64, decode_text, encode_base64

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
