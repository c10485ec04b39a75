"""The manifest of a backup: a file of JSON beside the dump, written last."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from interfaces.storage.postgres.backup.contents import BackupContents
from interfaces.storage.postgres.backup.failure import BackupRefused

MANIFEST: Final = "manifest.json"
DUMP: Final = "database.dump"
_CHUNK: Final = 1 << 20


class BackupFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the backup: its name, its size in bytes and its SHA-256 in hexadecimal digits."""

    name: str
    bytes: int
    sha256: str


class BackupVersions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The versions of what made the backup."""

    tillroll: str
    python: str
    postgresql: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup is and has. `master_keys` are the ids of those that open its data, none of which is in it."""

    format: Literal["tillroll-backup-1"]
    time: datetime
    versions: BackupVersions
    contents: BackupContents
    master_keys: tuple[str, ...]
    files: tuple[BackupFile, ...]


def describe_file(file: Path) -> BackupFile:
    """Read a file and return its size and digest."""
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return BackupFile(file.name, size, digest.hexdigest())


def read_backup(folder: Path) -> Manifest:
    """Return the manifest after a comparison of every file with it. Raises BackupRefused."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except OSError as error:
        raise BackupRefused(
            f"{folder} is no backup: {MANIFEST} cannot be read ({error.strerror})."
        ) from error
    except msgspec.DecodeError as error:
        raise BackupRefused(
            f"{folder / MANIFEST} is not the manifest of a backup that this tillroll knows: {error}."
        ) from error
    if [each.name for each in manifest.files] != [DUMP]:
        raise BackupRefused(f"The backup in {folder} has other files than {DUMP}.")
    for stated in manifest.files:
        try:
            found = describe_file(folder / stated.name)
        except OSError as error:
            raise BackupRefused(
                f"{folder / stated.name} cannot be read: {error.strerror}."
            ) from error
        if found != stated:
            raise BackupRefused(
                f"{folder / stated.name} was changed: its size or its SHA-256 differs from the manifest."
            )
    return manifest
