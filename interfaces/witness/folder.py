"""The files of a witness: its name, its private key, the logs that it knows, and the newest head of each.

A head is replaced by a whole file, which is on the disk before the witness answers. A witness that has lost this
folder must not go on under its name: it could sign a fork. It begins with a new name and a new key.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final

from application.ledger.format.checkpoints import Checkpoint, parse_checkpoint
from application.ledger.format.encoding import Malformed
from application.ledger.format.keys import ED25519, VerifierKey, is_key_name, parse_verifier_key
from application.ledger.format.notes import parse_note
from application.ledger.signing import NoteSigner, UnusableKey, witness_signer
from interfaces.storage.signing_key_file import create_signing_key

_KEY: Final = "witness.key"
_NAME: Final = "name"
_LOGS: Final = "logs"
_HEADS: Final = "heads"
_LOCK: Final = "lock"


class WitnessFolderRefused(Exception):
    """The folder is that of no witness, or cannot be used. The message says why."""


class WitnessFolder:
    """The folder of one witness. Every method raises WitnessFolderRefused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self, name: str) -> VerifierKey:
        """Make the folder, the key and the name, and return the public key. Nothing is overwritten."""
        if not is_key_name(name):
            raise WitnessFolderRefused(
                "A name has no space and no plus sign, as shop.example/witness."
            )
        try:
            create_signing_key(self.folder / _KEY)
            _replace(self.folder / _NAME, f"{name}\n".encode())
        except FileExistsError as error:
            raise WitnessFolderRefused(f"{self.folder} has a witness already.") from error
        except OSError as error:
            raise WitnessFolderRefused(
                f"{self.folder} cannot be written: {error.strerror}."
            ) from error
        return self.signer().verifier_key

    def signer(self) -> NoteSigner:
        """Return the key of the witness."""
        try:
            name = (self.folder / _NAME).read_text().strip()
            return witness_signer(name, (self.folder / _KEY).read_bytes())
        except (OSError, UnusableKey) as error:
            raise WitnessFolderRefused(
                f"{self.folder} is not that of a witness: {error}. Make one with `tillroll witness init`."
            ) from error

    def logs(self) -> Sequence[VerifierKey]:
        """Return the keys of the logs that the witness knows. A log may have several."""
        try:
            text = (self.folder / _LOGS).read_text()
            return [parse_verifier_key(line.split()[0]) for line in text.splitlines() if line]
        except FileNotFoundError:
            return []
        except (OSError, Malformed) as error:
            raise WitnessFolderRefused(f"{self.folder / _LOGS} cannot be read: {error}.") from error

    def add_log(self, vkey: str, url: str | None) -> VerifierKey:
        """Add a key of a log, and return it. `url` is noted for people."""
        try:
            key = parse_verifier_key(vkey)
        except Malformed as error:
            raise WitnessFolderRefused(f"This is no vkey: {error}.") from error
        if key.type != ED25519:
            raise WitnessFolderRefused("This vkey is not that of a log.")
        self.signer()
        if key not in self.logs():
            file = self.folder / _LOGS
            before = file.read_text() if file.exists() else ""
            _replace(file, f"{before}{vkey} {url or ''}".rstrip().encode() + b"\n")
        return key

    def head(self, origin: str) -> bytes | None:
        """Return the newest head of a log, with the cosignature; None before the first one."""
        try:
            return self._head_file(origin).read_bytes()
        except FileNotFoundError:
            return None

    def heads(self) -> Mapping[str, Checkpoint]:
        """Return the newest head of each log."""
        found = {}
        for origin in {key.name for key in self.logs()}:
            if (note := self.head(origin)) is not None:
                try:
                    found[origin] = parse_checkpoint(parse_note(note))
                except Malformed as error:
                    # Without its newest head a witness could sign a fork.
                    raise WitnessFolderRefused(
                        f"{self._head_file(origin)} has no head: {error}."
                    ) from error
        return found

    def store_head(self, origin: str, note: bytes) -> None:
        """Replace the newest head of a log. It is on the disk when this returns. Raises OSError."""
        _replace(self._head_file(origin), note)

    @contextmanager
    def only_server(self) -> Iterator[None]:
        """Keep every other process from serving the same folder."""
        with (self.folder / _LOCK).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise WitnessFolderRefused(
                    f"Another process serves the witness in {self.folder}."
                ) from error
            yield

    def _head_file(self, origin: str) -> Path:
        return self.folder / _HEADS / f"{origin_hash(origin)}.note"


def origin_hash(origin: str) -> str:
    """Return the name of a log in paths."""
    return sha256(origin.encode()).hexdigest()


def _replace(file: Path, octets: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    written = Path(name)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(octets)
            opened.flush()
            os.fsync(opened.fileno())
        written.replace(file)
    finally:
        written.unlink(missing_ok=True)
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
