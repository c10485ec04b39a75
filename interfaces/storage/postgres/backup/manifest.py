"""The manifest of a backup: a file of JSON beside the dump, written last."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from interfaces.storage.postgres.backup.archive import COPIES, BackupArchiveFile
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


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a backup is and has. `master_keys` are the ids of those that open its data, none of which is in it.

    `archive` are the files of the archive that the database reads; `files` has those that were copied, after the dump.
    """

    format: Literal["tillroll-backup-1"]
    time: datetime
    versions: BackupVersions
    contents: BackupContents
    master_keys: tuple[str, ...]
    files: tuple[BackupFile, ...]
    archive: tuple[BackupArchiveFile, ...] = ()

    @property
    def copies(self) -> tuple[str, ...]:
        """The names of the copies of files of the archive, in the folder of the backup."""
        return tuple(each.name for each in self.files[1:])


def describe_file(folder: Path, name: str) -> BackupFile:
    """Read a file of a folder and return its size and digest."""
    digest, size = hashlib.sha256(), 0
    with (folder / name).open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return BackupFile(name, size, digest.hexdigest())


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
    known = {f"{COPIES}/{each.name}" for each in manifest.archive}
    others = set(manifest.copies) - known
    if [each.name for each in manifest.files[:1]] != [DUMP] or others or any(map(_leaves, known)):
        raise BackupRefused(
            f"The backup in {folder} has other files than {DUMP} and those of the archive."
        )
    for stated in manifest.files:
        try:
            found = describe_file(folder, stated.name)
        except OSError as error:
            raise BackupRefused(
                f"{folder / stated.name} cannot be read: {error.strerror}."
            ) from error
        if found != stated:
            raise BackupRefused(
                f"{folder / stated.name} was changed: its size or its SHA-256 differs from the manifest."
            )
    return manifest


def _leaves(name: str) -> bool:
    """Whether a name is of a file outside the folder."""
    return ".." in name.split("/")
