"""The stored form of a provenance: JSON without an empty peer, as events and rows without a peer have always been."""

from typing import Final

import msgspec

from domain.provenance import Provenance

_EMPTY_PEER: Final = b',"peer":""}'


def without_empty_peer(json: bytes, by: Provenance) -> bytes:
    """Return the JSON of an event or a provenance without the empty peer of `by`.

    In an event the provenance comes before all data of the caller, and quotes in texts are escaped: the first match is
    the provenance's.
    """
    return json if by.peer else json.replace(_EMPTY_PEER, b"}", 1)


def provenance_text(by: Provenance) -> str:
    """Encode a provenance as JSON text."""
    return without_empty_peer(msgspec.json.encode(by), by).decode()


def provenance_from(text: str) -> Provenance:
    """Decode the provenance from its JSON text."""
    return msgspec.json.decode(text, type=Provenance)
