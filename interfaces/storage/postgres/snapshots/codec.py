"""The stored form of a snapshot: the whole state of a checkout as compressed JSON, and the name of that form.

The form is derived from the declaration of the state, and its name from the form, including the fields of all nested
values. So a snapshot from a time when a checkout had other fields has another name and is never read. Increment
`MEANING` when an applier of `domain.events` assigns other values without any change of the form.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from domain.checkout import Checkout
from domain.state import ATTRIBUTES
from interfaces.storage.postgres.events.compression import (
    OF_SNAPSHOTS,
    CannotDecompress,
    Compression,
)

MEANING = 1
_NOT_STORED = "_pending_events"


class UnreadableSnapshot(Exception):
    """The bytes are not the state of this checkout at this version."""


def encode_snapshot(attributes: Mapping[str, Any]) -> type[msgspec.Struct]:
    """Return the stored form of a state with these attributes, under the same names, and of what the library adds."""
    library: dict[str, Any] = {
        "_id": str,
        "_version": int,
        "_created_on": datetime,
        "_modified_on": datetime,
    }
    return msgspec.defstruct(
        "StoredState",
        [*library.items(), *attributes.items()],
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
    )


StoredState = encode_snapshot(ATTRIBUTES)
"""Every attribute of a checkout, as `domain.state` declares them."""


class SnapshotCodec:
    """Encodes and decodes states. `name` is the name of the form, which is stored with each snapshot."""

    def __init__(self) -> None:
        self._encoder = msgspec.json.Encoder(decimal_format="number")
        self._decoder = msgspec.json.Decoder(StoredState)
        self._compression = Compression(OF_SNAPSHOTS)
        self.name = form_name(StoredState)

    def encode(self, checkout: Checkout) -> bytes:
        """Return the stored state. Raises TypeError for an attribute that `domain.state` does not declare."""
        attributes = {name: value for name, value in vars(checkout).items() if name != _NOT_STORED}
        return self._compression.pack(self._encoder.encode(StoredState(**attributes)))

    def decode(self, checkout_id: str, version: int, state: bytes) -> Checkout:
        """Return the checkout as a replay of its history returns it. Raises UnreadableSnapshot.

        Snapshots of earlier versions are not compressed, and read too.
        """
        try:
            stored: Any = self._decoder.decode(self._compression.unpack(state))
        except (CannotDecompress, msgspec.MsgspecError, UnicodeError) as error:
            raise UnreadableSnapshot(str(error)) from error
        if (stored._id, stored._version) != (checkout_id, version):
            raise UnreadableSnapshot(f"it is of {stored._id!r} at version {stored._version}")
        # A snapshot has no event to create the aggregate from. The library's own snapshots do the same.
        checkout = object.__new__(Checkout)
        checkout.__dict__.update(msgspec.structs.asdict(stored))
        checkout.__dict__[_NOT_STORED] = []
        return checkout


@cache
def form_name(state: type) -> str:
    """Return the name of the form of this state. Another form has another name."""
    shape = msgspec.json.encode(_without_descriptions(msgspec.json.schema(state)), order="sorted")
    return f"{MEANING}-{hashlib.blake2s(shape, digest_size=8).hexdigest()}"


def _without_descriptions(schema: Any) -> Any:
    """Return the schema without its descriptions, which are no part of the form."""
    if isinstance(schema, dict):
        return {
            key: _without_descriptions(part) for key, part in schema.items() if key != "description"
        }
    if isinstance(schema, list):
        return [_without_descriptions(part) for part in schema]
    return schema
