"""The manifest beside a file of the archive: JSON that says what the file has, for readers without a database."""

from datetime import datetime

import msgspec


class ManifestHead(msgspec.Struct, frozen=True):
    """A signed head of the ledger that has all events of the file: `note` is the whole signed note."""

    origin: str
    size: int
    root: str
    note: str


class FileManifest(msgspec.Struct, frozen=True):
    """What a file has. The positions are those of its first and last event. `sha256` has hexadecimal digits.

    Without a ledger, `ledger_head` is None.
    """

    format: str
    file: str
    bytes: int
    sha256: str
    month: str
    merchant: str
    checkouts: int
    events: int
    first_position: int
    last_position: int
    made_at: datetime
    ledger_head: ManifestHead | None


def encode_manifest(manifest: FileManifest) -> bytes:
    """Return the JSON of a manifest, with line breaks."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
