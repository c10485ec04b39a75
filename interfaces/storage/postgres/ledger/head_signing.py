"""Signs the head of a ledger's tree, once the tree is durable, and never two trees of one origin that differ.

Two signed trees of one origin of which neither continues the other prove a forgery. A database that was restored from
a backup would make them: its tree grows in another way than the heads say that others have. So each head is kept
outside of the database too, before it is served, and a tree that does not continue the head in that file is not signed.
The way on is a new origin.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, LiteralString

from psycopg import Cursor

from application.ledger.format.checkpoints import Checkpoint
from application.ledger.signing import NoteSigner, sign_checkpoint
from interfaces.storage.files.ledger_heads import HeadUnusable, LedgerHeadFiles
from interfaces.storage.postgres.ledger.heads.thinning import HeadThinning
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.ledger.tree import StoredTree
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.signing_key_file import SigningKeyRefused, read_signing_key

SECONDS_BETWEEN_HEADS: Final = 1.0
_THIN_SECONDS: Final = 60.0

_NEWEST: LiteralString = """
SELECT size, root FROM tillroll.ledger_heads WHERE ledger = %s AND origin = %s ORDER BY size DESC LIMIT 1
"""
_ADD: LiteralString = """
INSERT INTO tillroll.ledger_heads (ledger, origin, size, root, at, note) VALUES (%s, %s, %s, %s, %s, %s)
"""


class SigningRefused(Exception):
    """The head of a tree must not be signed, or cannot be. The message says why, and what to do."""


@dataclass(frozen=True, kw_only=True)
class HeadClock:
    """The time that a head says, and the seconds that pass between heads, which never go back."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]


class HeadSigner:
    """Signs the heads of one ledger, a second apart at least."""

    def __init__(
        self, datastore: ProjectionDatastore, ledger: str, setup: LedgerSetup, clock: HeadClock
    ) -> None:
        self._datastore = datastore
        self._ledger = ledger
        self._setup = setup
        self._clock = clock
        self._tree = StoredTree(ledger)
        self._files = LedgerHeadFiles(setup.heads_folder)
        self._signed_size = 0
        self._tried_at: float | None = None
        self._thinning = HeadThinning(ledger)
        self._thinned_at: float | None = None

    def sign_if_due(self, size: int) -> None:
        """Sign the head of the tree if it has grown to `size` since the last one, and a second has passed.

        Raises SigningRefused, CorruptTree and StoreUnavailable; a call a second later tries again.
        """
        at = self._clock.monotonic()
        if size == self._signed_size or (
            self._tried_at is not None and at - self._tried_at < SECONDS_BETWEEN_HEADS
        ):
            return
        self._tried_at = at
        signers = _read_signers(self._setup)
        # A head is never taken back. So what it signs must outlive a failover.
        self._datastore.confirm()
        with self._datastore.transaction(commit=True) as cursor:
            # The lock keeps the head that is outside of the database from going back.
            state = self._tree.lock(cursor)
            self._sign(cursor, state.size, signers)
            if state.problem is not None:
                self._tree.note_problem(cursor, None)
        self._signed_size = state.size
        if self._thinned_at is None or at - self._thinned_at >= _THIN_SECONDS:
            self._thinned_at = at
            with self._datastore.transaction(commit=True) as cursor:
                self._thinning.thin(cursor, self._clock.now())

    def _sign(self, cursor: Cursor[Any], size: int, signers: Sequence[NoteSigner]) -> None:
        origin = self._setup.origin
        outside = self._read_outside()
        stored = self._read_newest(cursor)
        if stored is not None:
            self._refuse_fork(cursor, size, stored, "the database")
        if outside is not None and outside != stored:
            self._refuse_fork(cursor, size, outside, str(self._files.path(origin)))
        if size == 0:
            return
        checkpoint = Checkpoint(origin, size, self._tree.root(cursor, size))
        note = sign_checkpoint(checkpoint, *signers).encode()
        try:
            self._files.write(origin, note)
        except OSError as error:
            raise SigningRefused(
                f"{self._files.path(origin)} cannot be written: {error.strerror}."
            ) from error
        if stored is None or stored.size < size:
            cursor.execute(
                _ADD, (self._ledger, origin, size, checkpoint.root, self._clock.now(), note)
            )

    def _read_outside(self) -> Checkpoint | None:
        try:
            return self._files.read(self._setup.origin)
        except HeadUnusable as error:
            raise SigningRefused(str(error)) from error

    def _read_newest(self, cursor: Cursor[Any]) -> Checkpoint | None:
        origin = self._setup.origin
        cursor.execute(_NEWEST, (self._ledger, origin))
        row = cursor.fetchone()
        return None if row is None else Checkpoint(origin, row["size"], bytes(row["root"]))

    def _refuse_fork(self, cursor: Cursor[Any], size: int, head: Checkpoint, place: str) -> None:
        """Raise SigningRefused unless a tree of this size continues the head."""
        if head.size > size:
            found = f"The head in {place} has {head.size} entries, and the tree has {size}"
        elif self._tree.root(cursor, head.size) != head.root:
            found = f"The head in {place} has another root at {head.size} entries than the tree"
        else:
            return
        raise SigningRefused(
            f"{found}: the database was restored from a backup, or its ledger was changed. Nothing is signed as "
            f"{head.origin} any more. Set a new origin."
        )


def _read_signers(setup: LedgerSetup) -> Sequence[NoteSigner]:
    def read(file: Path) -> NoteSigner:
        try:
            return read_signing_key(file, setup.origin)
        except SigningKeyRefused as error:
            raise SigningRefused(str(error)) from error

    return [read(file) for file in setup.key_files]
