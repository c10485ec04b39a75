"""Writes the ledger into a folder as static files (C2SP tlog-tiles): a checkpoint, tiles, and bundles of entries.

The folder can be served as it is by any web server. A new one is the same byte for byte for the same head. An export
that was interrupted is continued by the next one: a tile of one width never changes, so those that are there are not
read again. The checkpoint is replaced last, so what it signs is always there. Partial tiles of earlier heads stay until
there is the full one, for readers of those heads.
"""

import os
import tempfile
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from application.ledger.audits.findings import Progress
from application.ledger.format.checkpoints import Checkpoint, parse_checkpoint
from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import ENTRY_BYTES
from application.ledger.format.merkle import HASH_BYTES, consistency_holds
from application.ledger.format.notes import parse_note
from application.ledger.format.tiles import TILE_WIDTH, Tile, TilePath, encode_bundle, width_at
from application.ports.ledger.time_stamps import TimeStamp

CHECKPOINT: Final = "checkpoint"
_BATCH: Final = 64
# Each entry has its length in two bytes in front.
_BYTES_IN_BUNDLE: Final = 2 + ENTRY_BYTES


class ExportRefused(Exception):
    """The folder has the files of another log, or of a tree that the head does not continue. Nothing was written."""


class LedgerIncomplete(Exception):
    """The stored ledger lacks a tile or a bundle of the head's tree."""


class ExportedLog(Protocol):
    """What an export reads of a log: in a database, or of a service."""

    async def newest_head(self) -> bytes | None:
        """Return the newest signed head, a note; None before the first one."""

    async def tiles(self, tiles: Collection[Tile], size: int) -> Mapping[Tile, bytes]:
        """Return these tiles as they are in the tree of this size. A tile that it does not have is left out."""

    async def bundle(self, n: int, size: int) -> Sequence[bytes] | None:
        """Return the entries of a bundle as it is in the tree of this size; None if that has no such entries."""

    async def consistency(self, old_size: int, size: int) -> Sequence[bytes]:
        """Return the proof that the tree of `size` continues that of `old_size`."""


class LedgerExport:
    """Writes the files of one folder."""

    def __init__(self, log: ExportedLog, folder: Path) -> None:
        self._log = log
        self._folder = folder

    async def write_time_stamps(
        self, sizes: Sequence[int], read: Callable[[int], Awaitable[TimeStamp]]
    ) -> int:
        """Write stamped heads and their time stamps that are missing; return the number of files.

        `sizes` are those of the stamped heads. Raises OSError, and what `read` does.
        """
        written = 0
        for size in sizes:
            name = f"{CHECKPOINT}-{size}"
            files = (self._folder / name, self._folder / f"{name}.tsr")
            if all(file.exists() for file in files):
                continue
            stamp = await read(size)
            for file, octets in zip(files, (stamp.checkpoint, stamp.response), strict=True):
                _replace(file, octets)
                written += 1
        return written

    async def write(self, note: bytes, progress: Progress) -> int:
        """Write what is missing for this head, and return the number of files that were written.

        Raises ExportRefused, LedgerIncomplete, Malformed, OSError and StoreUnavailable.
        """
        head = parse_checkpoint(parse_note(note))
        await self._refuse_another_tree(head)
        paths = tuple(_paths(head.size))
        written = 0
        progress(0, len(paths))
        for at in range(0, len(paths), _BATCH):
            batch = paths[at : at + _BATCH]
            missing = [path for path in batch if not self._is_complete(path)]
            written += await self._write_batch(missing, head.size)
            progress(at + len(batch), len(paths))
        _replace(self._folder / CHECKPOINT, note)
        self._remove_partial()
        return written + 1

    async def _write_batch(self, paths: Sequence[TilePath], size: int) -> int:
        tiles = [Tile(path.level, path.n) for path in paths if path.level is not None]
        found = await self._log.tiles(tiles, size) if tiles else {}
        for path in paths:
            if path.level is None:
                entries = await self._log.bundle(path.n, size)
                octets = None if entries is None else encode_bundle(entries)
            else:
                octets = found.get(Tile(path.level, path.n))
            if octets is None:
                raise LedgerIncomplete(f"The ledger has no {path.text()}.")
            _replace(self._folder / path.text(), octets)
        return len(paths)

    async def _refuse_another_tree(self, head: Checkpoint) -> None:
        """Raise ExportRefused unless the head continues the one in the folder."""
        try:
            before = parse_checkpoint(parse_note((self._folder / CHECKPOINT).read_bytes()))
        except FileNotFoundError:
            return
        except Malformed as error:
            raise ExportRefused(f"{self._folder / CHECKPOINT} has no signed head.") from error
        if before.origin != head.origin:
            raise ExportRefused(f"{self._folder} has the files of {before.origin}.")
        if before.size > head.size:
            raise ExportRefused(
                f"{self._folder} has {before.size} entries, and the ledger {head.size}."
            )
        proof = await self._log.consistency(before.size, head.size)
        if not consistency_holds(before.size, before.root, head.size, head.root, proof):
            raise ExportRefused(
                f"The ledger does not continue the head in {self._folder}: its tree was changed."
            )

    def _is_complete(self, path: TilePath) -> bool:
        each = _BYTES_IN_BUNDLE if path.level is None else HASH_BYTES
        try:
            return (self._folder / path.text()).stat().st_size == each * path.width
        except FileNotFoundError:
            return False

    def _remove_partial(self) -> None:
        """Remove the partial tiles of which there is the full one."""
        for folder in sorted((self._folder / "tile").rglob("*.p")):
            if folder.with_suffix("").is_file():
                for file in folder.iterdir():
                    file.unlink()
                folder.rmdir()


def _paths(size: int) -> Iterator[TilePath]:
    """Yield the paths of all bundles and tiles of a tree of this size."""
    for level in (None, *range(64)):
        hashes = size >> (8 * (level or 0))
        if not hashes:
            return
        for n in range(-(-hashes // TILE_WIDTH)):
            yield TilePath(level, n, width_at(level or 0, n, size))


def _replace(file: Path, octets: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=file.parent, prefix=".export.")
    written = Path(name)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(octets)
        written.chmod(0o644)
        written.replace(file)
    finally:
        written.unlink(missing_ok=True)
