"""Texts, numbers and Base64 as the ledger's formats have them: one form for each value, every other one refused."""

from __future__ import annotations

import base64
import re

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
