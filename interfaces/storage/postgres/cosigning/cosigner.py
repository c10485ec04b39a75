"""Has the newest head cosigned: after each new one, and every ten minutes again.

It runs beside the follower of the ledger, in a thread and with a connection of its own, so that no witness delays the
ledger. Heads are served with the cosignatures that came. Verifiers demand a quorum, not the log.
"""

import logging
from typing import Final

from application.ledger.format.notes import parse_note
from application.ledger.format.proofs import consistency_proof, consistency_ranges
from application.ledger.format.tiles import node_reader, tiles_for
from interfaces.storage.postgres.cosigning.asking import ask_witnesses
from interfaces.storage.postgres.cosigning.rows import (
    WitnessAnswer,
    keep_answers,
    read_newest,
    read_sizes,
)
from interfaces.storage.postgres.ledger.head_signing import HeadClock
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.ledger.tree import StoredTree
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore

SECONDS_BETWEEN_REQUESTS: Final = 600.0
_log = logging.getLogger("tillroll")


class HeadCosigner:
    """Asks the witnesses of a ledger. Implements `Indexer`."""

    is_held_up = False

    def __init__(
        self, datastore: ProjectionDatastore, ledger: str, setup: LedgerSetup, clock: HeadClock
    ) -> None:
        """`ledger` is its name in the tables, and `setup` its own."""
        self._datastore = datastore
        self._ledger = ledger
        self._setup = setup
        self._clock = clock
        self._tree = StoredTree(ledger)
        self._requested_size = 0
        self._requested_at: float | None = None
        self._problems: dict[str, str | None] = {}

    def step(self) -> int:
        """Ask all witnesses if there is a new head, or ten minutes have passed. Return 1 if they were asked.

        Raises StoreUnavailable.
        """
        with self._datastore.transaction(commit=True) as cursor:
            newest = read_newest(cursor, self._ledger, self._setup.origin)
            sizes = read_sizes(cursor, self._ledger, self._setup.origin)
        at = self._clock.monotonic()
        if newest is None or (
            newest[0] == self._requested_size
            and self._requested_at is not None
            and at - self._requested_at < SECONDS_BETWEEN_REQUESTS
        ):
            return 0
        size, note = newest
        self._requested_size, self._requested_at = size, at
        own = self._without_cosignatures(note)
        answers = ask_witnesses(
            self._setup.witnesses, size, own, sizes, lambda old_size: self._prove(old_size, size)
        )
        with self._datastore.transaction(commit=True) as cursor:
            keep_answers(cursor, self._ledger, self._setup.origin, size, answers, self._clock.now())
        for each in answers:
            self._log_problem(each)
        return 1

    def _without_cosignatures(self, note: bytes) -> bytes:
        """Return the head with the lines of the log only: other witnesses' lines are none of a witness's business."""
        signed = parse_note(note)
        lines = tuple(each for each in signed.signatures if each.name == self._setup.origin)
        return signed._replace(signatures=lines).encode()

    def _prove(self, old_size: int, size: int) -> tuple[bytes, ...]:
        tiles = tiles_for(consistency_ranges(old_size, size))
        with self._datastore.transaction(commit=True) as cursor:
            return consistency_proof(old_size, size, node_reader(self._tree.tiles(cursor, tiles)))

    def _log_problem(self, answer: WitnessAnswer) -> None:
        """Log a problem of a witness when it begins or changes, and its end."""
        before = self._problems.get(answer.witness)
        self._problems[answer.witness] = answer.problem
        if answer.problem is not None and answer.problem != before:
            _log.error("the witness %s does not cosign: %s", answer.witness, answer.problem)
        if answer.problem is None and before is not None:
            _log.warning("the witness %s cosigns again", answer.witness)
