"""Reads evidence: a pack, which is a ZIP file or a folder, or proofs and openings as single files."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from application.ledger.verifier.evidence import HEAD, MANIFEST, Evidence

MOST_FILES = 10_000
MOST_PACK_BYTES = 200_000_000


class UnreadablePack(Exception):
    """A pack that is no ZIP file, too large, or has two files of one name."""


def read_evidence(paths: Sequence[Path]) -> Evidence:
    """Return what the files have. Raises UnreadablePack, and OSError for a path that cannot be read."""
    for path in paths:
        path.stat()
    if len(paths) == 1 and paths[0].is_dir():
        return Evidence(_without_top_folder(_folder_files(paths[0])), True)
    if len(paths) == 1 and zipfile.is_zipfile(paths[0]):
        return Evidence(_without_top_folder(_zipped_files(paths[0])), True)
    if any(path.suffix == ".zip" for path in paths):
        raise UnreadablePack("it is no ZIP file that can be read")
    files = {path.name: path.read_bytes() for path in paths}
    if len(files) < len(paths):
        raise UnreadablePack("two files have one name")
    return Evidence(files, False)


def read_head(path: Path) -> bytes:
    """Return a head from its file, or from a pack. Raises UnreadablePack and OSError."""
    if not path.is_dir() and not zipfile.is_zipfile(path):
        return path.read_bytes()
    files = read_evidence([path]).files
    if HEAD not in files:
        raise UnreadablePack("the pack to compare with has no head")
    return files[HEAD]


def _folder_files(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    _require_size(len(paths), sum(path.stat().st_size for path in paths))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _zipped_files(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as pack:
            members = [each for each in pack.infolist() if not each.filename.endswith("/")]
            _require_size(len(members), sum(each.file_size for each in members))
            files = {each.filename: pack.read(each) for each in members}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnreadablePack("it is no ZIP file that can be read") from error
    if len(files) < len(members):
        raise UnreadablePack("two files have one name")
    return files


def _require_size(files: int, octets: int) -> None:
    if files > MOST_FILES or octets > MOST_PACK_BYTES:
        raise UnreadablePack("it is too large")


def _without_top_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files by their paths below the folder that all of them are in, if the manifest is not above it."""
    tops = {path.partition("/")[0] for path in files}
    if MANIFEST in files or len(tops) != 1:
        return files
    return {path.partition("/")[2] or path: octets for path, octets in files.items()}
