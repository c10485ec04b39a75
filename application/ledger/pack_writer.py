"""Writes a pack file by file, so that a long history is never in memory whole. The same files give the same bytes."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from application.ledger.verifier.evidence import MANIFEST

# The oldest time that a ZIP file can state. Packs are not dated by their files.
ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
READABLE_BY_ALL: Final = 0o644 << 16
_IN_MEMORY: Final = 8_000_000


class PackWriter:
    """A pack that grows. Files come in the order in which they are added, the manifest last."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed by the caller
        self._zip = zipfile.ZipFile(self._file, "w")
        self._listed: dict[str, dict[str, object]] = {}

    def add(self, path: str, content: bytes) -> None:
        """Add a file. Raises ValueError for a path that is there already."""
        with self.file(path) as write:
            write(content)

    @contextmanager
    def file(self, path: str) -> Iterator[Callable[[bytes], None]]:
        """Add a file part by part, with the function that this yields. Raises ValueError as `add` does."""
        if path in self._listed or path == MANIFEST:
            raise ValueError(f"the pack has {path} already")
        digest, size = sha256(), 0
        with self._zip.open(member_of(path), "w") as member:

            def write(part: bytes) -> None:
                nonlocal size
                digest.update(part)
                size += len(part)
                member.write(part)

            yield write
        self._listed[path] = {"sha256": digest.hexdigest(), "size": size}

    @property
    def paths(self) -> list[str]:
        """The paths of the files so far, in alphabetical order."""
        return sorted(self._listed)

    def finish(self, about: Mapping[str, object]) -> IO[bytes]:
        """Add the manifest, with `about` before its list of files, and return the ZIP file, at its beginning."""
        document = {**about, "files": {path: self._listed[path] for path in self.paths}}
        text = json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
        self._zip.writestr(member_of(MANIFEST), text, zipfile.ZIP_DEFLATED, 9)
        self._zip.close()
        self._file.seek(0)
        return self._file

    def discard(self) -> None:
        """Close the file of a pack that is not finished."""
        self._zip.close()
        self._file.close()


def member_of(path: str) -> zipfile.ZipInfo:
    """Return the head of a file in a pack, which says nothing of when and where it was made."""
    member = zipfile.ZipInfo(f"pack/{path}", ZIP_TIME)
    member.external_attr = READABLE_BY_ALL
    member.create_system = 3
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
