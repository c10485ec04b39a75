"""Where the files of an archive are: a folder, or a bucket of S3. The names of files have `/` between their parts."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from interfaces.storage.archive.failures import ArchiveUnavailable

_BUCKET: Final = "s3://"
_CHUNK: Final = 1 << 20


class ArchiveFolder:
    """A folder by its absolute path, or a bucket as `s3://bucket/prefix?region=…&endpoint_override=…`.

    The credentials of a bucket are those that the environment has, as other programs for S3 find them.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self._bucket: tuple[Any, str] | None = None

    @property
    def is_bucket(self) -> bool:
        """Whether the files are in a bucket."""
        return self.place.startswith(_BUCKET)

    def path_of(self, name: str) -> str:
        """Return how a message names a file."""
        return f"{self.place.partition('?')[0].rstrip('/')}/{name}"

    def put(self, name: str, source: Path) -> None:
        """Copy a local file into the folder. It appears there whole, and is durable. Raises ArchiveUnavailable."""
        with self._named_errors(name):
            if self.is_bucket:
                files, prefix = self._open_bucket()
                with source.open("rb") as read, files.open_output_stream(f"{prefix}/{name}") as out:
                    shutil.copyfileobj(read, out, _CHUNK)
                return
            target = Path(self.place, name)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished = target.with_name(f".{target.name}.unfinished")
            with os.fdopen(
                os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
            ) as out:
                with source.open("rb") as read:
                    shutil.copyfileobj(read, out, _CHUNK)
                out.flush()
                os.fsync(out.fileno())
            unfinished.rename(target)
            _make_durable(target.parent)

    @contextmanager
    def open_file(self, name: str) -> Iterator[Any]:
        """Open a file for reading, at any place of it. Raises ArchiveUnavailable, also for what the block reads."""
        # Imported here because pyarrow is slow to load and needs much memory.
        import pyarrow as pa

        with self._named_errors(name):
            if self.is_bucket:
                files, prefix = self._open_bucket()
                opened = files.open_input_file(f"{prefix}/{name}")
            else:
                opened = pa.OSFile(str(Path(self.place, name)), "rb")
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

    def _open_bucket(self) -> tuple[Any, str]:
        if self._bucket is None:
            from pyarrow import fs

            files, prefix = fs.FileSystem.from_uri(self.place)
            self._bucket = (files, prefix.rstrip("/"))
        return self._bucket

    @contextmanager
    def _named_errors(self, name: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise ArchiveUnavailable(
                f"The file {self.path_of(name)} of the archive is missing."
            ) from error
        except OSError as error:
            raise ArchiveUnavailable(
                f"The file {self.path_of(name)} of the archive is not reachable: {error}."
            ) from error


def archive_place(given: str) -> str:
    """Return the place of a folder or bucket as it is recorded: a path is absolute. Raises ValueError."""
    if given.startswith(_BUCKET):
        if not given.removeprefix(_BUCKET).strip("/"):
            raise ValueError(f"{given} names no bucket.")
        return given
    if "://" in given:
        raise ValueError(f"{given} is neither a folder nor a bucket: a bucket begins with s3://.")
    return str(Path(given).absolute())


def _make_durable(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
