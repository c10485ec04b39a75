"""The newest signed head of each ledger, outside of the database, so that a restored backup is noticed.

Each origin has a file of its own. Its content is the signed note, and its name is the SHA-256 of the origin.
"""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from application.ledger.format.checkpoints import Checkpoint, parse_checkpoint
from application.ledger.format.encoding import Malformed
from application.ledger.format.notes import parse_note


class HeadUnusable(Exception):
    """The file of a head exists and cannot be used. The message says why."""


class LedgerHeadFiles:
    """Reads and replaces the files of one folder, which is made when the first head is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, origin: str) -> Path:
        """Return the file of this origin."""
        return self._folder / f"{sha256(origin.encode()).hexdigest()[:32]}.note"

    def read(self, origin: str) -> Checkpoint | None:
        """Return the head that was kept last; None if there is none. Raises HeadUnusable."""
        path = self.path(origin)
        try:
            head = parse_checkpoint(parse_note(path.read_bytes()))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise HeadUnusable(f"{path} cannot be read: {error.strerror}.") from error
        except Malformed as error:
            raise HeadUnusable(f"{path} has no signed head: {error}.") from error
        if head.origin != origin:
            raise HeadUnusable(f"{path} has the head of {head.origin}, not of {origin}.")
        return head

    def write(self, origin: str, note: bytes) -> None:
        """Replace the head. After a crash the file has the old one or the new one, whole. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=self._folder, prefix=".head.")
        written = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(note)
                file.flush()
                os.fsync(file.fileno())
            written.replace(self.path(origin))
        finally:
            written.unlink(missing_ok=True)
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
