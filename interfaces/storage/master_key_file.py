"""The file of master keys: who may read it, its form, and how it is made and replaced.

Each line is a master key, 32 bytes in URL-safe Base64. The first one is current, the others are older. `#` begins a
comment. The file is private: only its owner can read it.
"""

import contextlib
import os
import secrets
import stat
import tempfile
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

from interfaces.storage.codecs.wrapping import MASTER_KEY_BYTES, MasterKeys, master_key_id

_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class MasterKeyRefused(Exception):
    """A master key, its file or its variable cannot be used. The message says what to correct, and shows no key."""


def parse_master_keys(text: str, source: str) -> MasterKeys:
    """Return the master keys of a text, separated by lines, white space or commas. Raises MasterKeyRefused."""
    found: list[bytes] = []
    for number, word in _words(text):
        key = _decode(word)
        if key is None:
            raise MasterKeyRefused(
                f"{source}, line {number}: this is not a master key, which is {MASTER_KEY_BYTES} bytes in "
                "URL-safe Base64. `tillroll master-key new FILE` makes one."
            )
        if key in found:
            raise MasterKeyRefused(f"{source}, line {number}: the same master key a second time.")
        found.append(key)
    if not found:
        raise MasterKeyRefused(
            f"{source} contains no master key. `tillroll master-key new FILE` makes one."
        )
    return MasterKeys(current=found[0], older=tuple(found[1:]))


def read_master_keys(file: Path) -> MasterKeys:
    """Read the file. Raises MasterKeyRefused, also if others than its owner have access to it."""
    return parse_master_keys(_read(file), str(file))


def create_master_key(file: Path) -> MasterKeys:
    """Make a file with one new master key and return it. Raises FileExistsError or MasterKeyRefused."""
    key = secrets.token_bytes(MASTER_KEY_BYTES)
    with _new_file(file, _line(key)) as written:
        # A link appears with its whole content or not at all, and replaces no file.
        os.link(written, file)
    return MasterKeys(current=key)


def add_master_key(file: Path) -> MasterKeys:
    """Put a new master key before those of the file. Raises MasterKeyRefused."""
    before = read_master_keys(file)
    key = secrets.token_bytes(MASTER_KEY_BYTES)
    _replace(file, _line(key) + _read(file))
    return MasterKeys(current=key, older=(before.current, *before.older))


def remove_master_keys(file: Path, is_removed: Callable[[str], bool]) -> None:
    """Remove the lines of the older master keys whose id is removed. Raises MasterKeyRefused."""
    current = read_master_keys(file).current_id
    kept = []
    for line in _read(file).splitlines(keepends=True):
        ids = [master_key_id(key) for _, word in _words(line) if (key := _decode(word))]
        if not any(each != current and is_removed(each) for each in ids):
            kept.append(line)
        elif not all(each != current and is_removed(each) for each in ids):
            raise MasterKeyRefused(f"{file}: write each master key on a line of its own.")
    _replace(file, "".join(kept))


def _read(file: Path) -> str:
    try:
        with file.open(encoding="ascii") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if mode & _OF_OTHERS:
                raise MasterKeyRefused(
                    f"The master key in {file} can be read or changed by other accounts (mode "
                    f"{stat.S_IMODE(mode):03o}): chmod 600 {file}"
                )
            return opened.read()
    except OSError as error:
        raise MasterKeyRefused(
            f"The master key in {file} cannot be read: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise MasterKeyRefused(f"{file} is not a file of master keys: it is not text.") from error


def _replace(file: Path, text: str) -> None:
    target = file.resolve()
    owner = target.stat()
    with _new_file(target, text) as written:
        if os.geteuid() == 0:
            os.chown(written, owner.st_uid, owner.st_gid)
        written.replace(target)


@contextlib.contextmanager
def _new_file(file: Path, text: str) -> Iterator[Path]:
    """Yield a new file with this content, durable and of mode 600, in the folder of `file`. Raises MasterKeyRefused."""
    try:
        number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        written = Path(name)
        try:
            with os.fdopen(number, "w", encoding="ascii") as opened:
                opened.write(text)
                opened.flush()
                os.fsync(opened.fileno())
            yield written
        finally:
            written.unlink(missing_ok=True)
        _make_durable(file.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise MasterKeyRefused(f"{file} cannot be written: {error.strerror}.") from error


def _make_durable(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _line(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=") + "\n"


def _words(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for word in line.partition("#")[0].replace(",", " ").split():
            yield number, word


def _decode(word: str) -> bytes | None:
    try:
        key = urlsafe_b64decode(word.rstrip("=") + "=")
    except ValueError:
        return None
    return key if len(key) == MASTER_KEY_BYTES and _line(key).strip() == word.rstrip("=") else None
