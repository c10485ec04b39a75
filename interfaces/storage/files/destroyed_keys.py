"""The list of destroyed keys as a file of JSON lines. It has no personal data.

Several processes append to one file: each line is one write at the end of the file. It is on the disk before the key is
destroyed. A line that a crash cut off is skipped. Its key was not destroyed, and is listed again when it is.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from application.ports.erasures.destroyed_keys import DestroyedKey
from application.ports.event_store import StoreUnavailable
from application.ports.key_vault import DataKeyId, HeldKey

_MODE: Final = 0o600


class DestroyedKeyLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the file. `mark` is in hexadecimal digits."""

    checkout: str
    data_class: str = msgspec.field(name="class")
    mark: str
    time: datetime
    erasure: str | None = None


class DestroyedKeyFile:
    """Implements `DestroyedKeyList`. Both methods raise StoreUnavailable if the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._decoder = msgspec.json.Decoder(DestroyedKeyLine)

    async def append(self, destroyed: DestroyedKey) -> None:
        """Append a line and wait until it is on the disk."""
        name = destroyed.key.name
        line = DestroyedKeyLine(
            checkout=name.checkout_id,
            data_class=name.data_class,
            mark=destroyed.key.mark,
            time=destroyed.at,
            erasure=destroyed.erasure_id,
        )
        try:
            # A line break before the line ends a line that a crash cut off. Empty lines are skipped.
            await asyncio.to_thread(_append, self._path, b"\n" + msgspec.json.encode(line) + b"\n")
        except OSError as error:
            raise StoreUnavailable(f"{self._path} cannot be written: {error.strerror}") from error

    async def read(self) -> Sequence[DestroyedKey]:
        """Return the keys of all whole lines; none if there is no file yet."""
        try:
            content = await asyncio.to_thread(self._path.read_bytes)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StoreUnavailable(f"{self._path} cannot be read: {error.strerror}") from error
        return list(self._parse(content))

    def _parse(self, content: bytes) -> Iterator[DestroyedKey]:
        for text in content.splitlines():
            try:
                line = self._decoder.decode(text)
                bytes.fromhex(line.mark)
            except (msgspec.MsgspecError, ValueError):
                continue
            name = DataKeyId(checkout_id=line.checkout, data_class=line.data_class)
            yield DestroyedKey(
                key=HeldKey(name=name, mark=line.mark), at=line.time, erasure_id=line.erasure
            )


def _append(path: Path, line: bytes) -> None:
    is_new = not path.exists()
    if is_new:
        path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, _MODE)
    try:
        written = os.write(file, line)
        if written < len(line):
            raise OSError(0, "the line was cut off")
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Write the entry of a new file to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
