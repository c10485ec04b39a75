"""Write the files of a new installation: the configuration, the master key and the key of the ledger, of mode 600."""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interfaces.storage.master_key_file import MasterKeyRefused, create_master_key
from interfaces.storage.signing_key_file import create_signing_key

CONFIGURATION: Final = "tillroll.toml"
MASTER_KEY: Final = "master.key"
LEDGER_KEY: Final = "ledger.key"
DESTROYED_KEYS: Final = "destroyed-keys.ndjson"


class NotWritten(Exception):
    """A file could not be written. The message says which and why."""


@dataclass(frozen=True)
class WrittenFiles:
    """The files that this run made. Keys that were there are kept."""

    configuration: Path
    made_keys: tuple[Path, ...]


def write_installation(
    folder: Path, text: str, *, with_ledger: bool, overwrite: bool
) -> WrittenFiles:
    """Write the files into `folder`, which is made with mode 700 if it is absent.

    Keys are never overwritten, because what they opened would stay closed. Raises FileExistsError for a configuration
    that exists, without `overwrite`, before anything is written; and NotWritten.
    """
    configuration = folder / CONFIGURATION
    if configuration.exists() and not overwrite:
        raise FileExistsError(configuration)
    made: list[Path] = []
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            create_master_key(folder / MASTER_KEY)
            made.append(folder / MASTER_KEY)
        if with_ledger:
            with contextlib.suppress(FileExistsError):
                create_signing_key(folder / LEDGER_KEY)
                made.append(folder / LEDGER_KEY)
        _write(configuration, text)
    except OSError as error:
        raise NotWritten(
            f"{error.filename or folder} cannot be written: {error.strerror}."
        ) from error
    except MasterKeyRefused as error:
        raise NotWritten(str(error)) from error
    return WrittenFiles(configuration, tuple(made))


def _write(file: Path, text: str) -> None:
    """Replace the file as a whole, so that an interrupted run leaves the old one."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    written = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        written.replace(file)
    finally:
        written.unlink(missing_ok=True)
