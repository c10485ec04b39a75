"""Where the files of an archive are: a folder, or a bucket of S3. The names of files have `/` between their parts."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from interfaces.storage.archive.buckets import (
    SCHEME,
    exists,
    names_in,
    open_bucket,
    parse_bucket,
)
from interfaces.storage.archive.failures import ArchiveUnavailable

_CHUNK: Final = 1 << 20
_UNFINISHED: Final = ".unfinished"


class ArchiveFolder:
    """A folder by its absolute path, or a bucket as `s3://bucket/prefix?region=…&endpoint_override=…`."""

    def __init__(self, place: str) -> None:
        """`place` is as `archive_place` returns it. Raises ArchiveUnavailable for another one that was recorded."""
        self.place = place
        try:
            self._bucket = parse_bucket(place) if place.startswith(SCHEME) else None
        except ValueError as error:
            raise ArchiveUnavailable(f"The place of the archive cannot be read: {error}") from error

    def path_of(self, name: str) -> str:
        """Return how a message names a file."""
        return f"{self.place.partition('?')[0].rstrip('/')}/{name}"

    def exists(self) -> bool:
        """Return whether the folder or the bucket is there. Raises ArchiveUnavailable where nothing can be said."""
        if self._bucket is None:
            return Path(self.place).is_dir()
        with self._named_errors("bucket", self.place):
            return exists(open_bucket(self._bucket), self._bucket)

    def names(self) -> Sequence[str]:
        """Return the names of the Parquet files that are there, in order. Raises ArchiveUnavailable."""
        if self._bucket is None:
            paths = Path(self.place).glob("*/*.parquet")
            return sorted(path.relative_to(self.place).as_posix() for path in paths)
        with self._named_errors("bucket", self.place):
            found = names_in(open_bucket(self._bucket), self._bucket)
            return sorted(name for name in found if name.endswith(".parquet"))

    def put(self, name: str, source: Path) -> None:
        """Copy a local file into the folder. It appears there whole, and is durable. Raises ArchiveUnavailable."""
        with self._named_errors("file", self.path_of(name)):
            if self._bucket is None:
                _put_durably(Path(self.place, name), source)
                return
            # A store shows an object when its last part has arrived. Parts of a process that is killed stay unseen.
            target = self._bucket.path(name)
            with (
                source.open("rb") as read,
                open_bucket(self._bucket).open_output_stream(target) as out,
            ):
                shutil.copyfileobj(read, out, _CHUNK)

    @contextmanager
    def open_file(self, name: str) -> Iterator[Any]:
        """Open a file for reading, at any place of it. Raises ArchiveUnavailable, also for what the block reads."""
        # Imported here because pyarrow is slow to load and needs much memory.
        import pyarrow as pa

        with self._named_errors("file", self.path_of(name)):
            if self._bucket is None:
                opened = pa.OSFile(str(Path(self.place, name)), "rb")
            else:
                opened = open_bucket(self._bucket).open_input_file(self._bucket.path(name))
            with opened:
                yield opened

    def digest(self, name: str) -> tuple[int, bytes]:
        """Return the size in bytes and the SHA-256 of a file. Raises ArchiveUnavailable."""
        hashed, size = hashlib.sha256(), 0
        with self.open_file(name) as opened:
            while chunk := opened.read(_CHUNK):
                hashed.update(chunk)
                size += len(chunk)
        return size, hashed.digest()

    @contextmanager
    def _named_errors(self, kind: str, path: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise ArchiveUnavailable(f"The {kind} {path} of the archive is missing.") from error
        except OSError as error:
            raise ArchiveUnavailable(
                f"The {kind} {path} of the archive is not reachable: {error}."
            ) from error


def archive_place(given: str) -> str:
    """Return the place of a folder or bucket as it is recorded: a path is absolute. Raises ValueError."""
    if given.startswith(SCHEME):
        parse_bucket(given)
        return given
    if "://" in given:
        raise ValueError(f"{given} is neither a folder nor a bucket: a bucket begins with s3://.")
    return str(Path(given).absolute())


def _put_durably(target: Path, source: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f".{target.name}{_UNFINISHED}")
    number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(number, "wb") as out:
        with source.open("rb") as read:
            shutil.copyfileobj(read, out, _CHUNK)
        out.flush()
        os.fsync(out.fileno())
    unfinished.rename(target)
    _make_durable(target.parent)


def _make_durable(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
