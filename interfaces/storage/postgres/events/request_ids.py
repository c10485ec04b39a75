"""Encodes request ids as the audit log stores them: a UUID in 17 bytes, which are 36 as text.

The first byte says whether the 16 bytes of a UUID follow or a text. An id is stored in one way only, so that equal ids
have equal bytes.
"""

from typing import Final

_UUID: Final = b"\0"
_TEXT: Final = b"\1"
_LENGTH_OF_A_UUID: Final = 36


def packed_request_id(request_id: str) -> bytes:
    """Return the stored bytes of an id. Only a UUID in the form of RFC 9562 with small letters is stored as one."""
    if len(request_id) == _LENGTH_OF_A_UUID:
        try:
            octets = bytes.fromhex(request_id.replace("-", ""))
        except ValueError:
            return _TEXT + request_id.encode()
        if written_uuid(octets) == request_id:
            return _UUID + octets
    return _TEXT + request_id.encode()


def request_id_of(packed: bytes) -> str:
    """Return the id of stored bytes."""
    return written_uuid(packed[1:]) if packed[:1] == _UUID else packed[1:].decode()


def written_uuid(octets: bytes) -> str:
    """Return a UUID of 16 bytes as text."""
    digits = octets.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
