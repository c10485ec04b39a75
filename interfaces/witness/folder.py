"""The files of a witness: its name, its private key, the logs that it knows, and the newest head of each.

A head is replaced by a whole file, which is on the disk before the witness answers. A witness that has lost this
folder must not go on under its name: it could sign a fork. It begins with a new name and a new key.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
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
_MONITOR_KEY: Final = "monitor.key"
_HISTORY_KEYS: Final = "history-keys"
_MONITORED: Final = "monitored"


class WitnessFolderRefused(Exception):
    """The folder is that of no witness, or cannot be used. The message says why."""


@dataclass(frozen=True)
class LogSource:
    """Where the entries of a log are, the history key for them, and the file in which a monitor remembers them."""

    url: str
    history_key: str | None = field(repr=False)
    memory: Path


class WitnessFolder:
    """The folder of one witness. Every method raises WitnessFolderRefused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self, name: str, *, monitors: bool = False) -> VerifierKey:
        """Make the folder, the key and the name, and return the public key. Nothing is overwritten.

        With `monitors`, make the key of its monitor too.
        """
        if not is_key_name(name):
            raise WitnessFolderRefused(
                "A name has no space and no plus sign, as shop.example/witness."
            )
        try:
            create_signing_key(self.folder / _KEY)
            if monitors:
                create_signing_key(self.folder / _MONITOR_KEY)
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
        return self._read_signer(_KEY, "")

    def monitor_signer(self) -> NoteSigner:
        """Return the key of the monitor, whose name is that of the witness and `/monitor`."""
        return self._read_signer(_MONITOR_KEY, "/monitor")

    def _read_signer(self, file: str, suffix: str) -> NoteSigner:
        try:
            name = (self.folder / _NAME).read_text().strip() + suffix
            return witness_signer(name, (self.folder / file).read_bytes())
        except (OSError, UnusableKey) as error:
            raise WitnessFolderRefused(
                f"{self.folder} is not that of a witness: {error}. Make one with `tillroll witness init`."
            ) from error

    def logs(self) -> Sequence[VerifierKey]:
        """Return the keys of the logs that the witness knows. A log may have several."""
        return [key for key, _ in self._log_lines()]

    def sources(self) -> Mapping[str, LogSource]:
        """Return where each log can be read, by its origin. A log without a URL is left out."""
        found = {}
        for key, url in self._log_lines():
            if url:
                file = self._history_key_file(key.name)
                secret = file.read_text().strip() if file.is_file() else None
                memory = self.folder / _MONITORED / f"{origin_hash(key.name)}.sqlite"
                found[key.name] = LogSource(url, secret, memory)
        return found

    def _log_lines(self) -> Sequence[tuple[VerifierKey, str]]:
        try:
            lines = (self.folder / _LOGS).read_text().splitlines()
            parts = [line.partition(" ") for line in lines if line]
            return [(parse_verifier_key(vkey), url.strip()) for vkey, _, url in parts]
        except FileNotFoundError:
            return []
        except (OSError, Malformed) as error:
            raise WitnessFolderRefused(f"{self.folder / _LOGS} cannot be read: {error}.") from error

    def add_log(self, vkey: str, url: str | None, history_key: str | None = None) -> VerifierKey:
        """Add a key of a log, and return it. The monitor reads entries below `url`, with the history key.

        A URL or a history key that is given replaces the one before.
        """
        try:
            key = parse_verifier_key(vkey)
        except Malformed as error:
            raise WitnessFolderRefused(f"This is no vkey: {error}.") from error
        if key.type != ED25519:
            raise WitnessFolderRefused("This vkey is not that of a log.")
        self.signer()
        known = dict(self._log_lines())
        lines = {**known, key: url or known.get(key, "")}
        text = "".join(f"{each.text()} {where}".rstrip() + "\n" for each, where in lines.items())
        _replace(self.folder / _LOGS, text.encode())
        if history_key is not None:
            # The file that is replaced is readable by its owner only.
            _replace(self._history_key_file(key.name), f"{history_key}\n".encode())
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

    def _history_key_file(self, origin: str) -> Path:
        return self.folder / _HISTORY_KEYS / origin_hash(origin)

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
