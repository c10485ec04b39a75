"""Lets a ledger grow: reads the feed of its records, and makes an entry for each, in the order of positions.

A step is one transaction: the entries, the tiles, the keys of new checkouts, the numbers of refused attempts and the
new size. Then a second one stores the signed head, so a head is served only when the tree that it signs is durable. A
follower that was killed between the two signs in its next step.
"""

import logging
from collections.abc import Callable, Sequence

from eventsourcing.persistence import Notification

from application.ledger.format.encoding import Malformed
from application.ports.event_store import StoreUnavailable
from interfaces.storage.codecs.wrapping import KeyWrapping, MasterKeyMissing, TamperedKey
from interfaces.storage.postgres.ledger.entries import EntryMaker
from interfaces.storage.postgres.ledger.entry_keys import take_keys
from interfaces.storage.postgres.ledger.head_signing import HeadSigner, SigningRefused
from interfaces.storage.postgres.ledger.records.event_source import BATCH
from interfaces.storage.postgres.ledger.records.following import FollowedEvents, FollowedRecords
from interfaces.storage.postgres.ledger.tree import CorruptTree, PlacedEntry, StoredTree, TreeState
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore

_log = logging.getLogger("tillroll")


class UnloggableEvent(Exception):
    """A record cannot be an entry. The tree stops before it. The message names its position, topic and checkout."""


class LedgerFollower:
    """Logs new records, one batch per step, and signs. Every method raises StoreUnavailable without a retry."""

    def __init__(
        self,
        datastore: ProjectionDatastore,
        master_keys: KeyWrapping,
        signer: HeadSigner,
        *,
        throttle: Callable[[], None],
        replaces_lost_keys: bool = False,
        records: FollowedRecords | None = None,
        batch: int = BATCH,
    ) -> None:
        """`throttle` is called after each record. `records` are those of the ledger, by default stored events."""
        self._datastore = datastore
        self._master_keys = master_keys
        self._signer = signer
        self._throttle = throttle
        self._replaces_lost_keys = replaces_lost_keys
        self._batch = batch
        self._records = records or FollowedEvents(datastore)
        self._kind = self._records.kind
        self._feed = self._records.feed
        self._tree = StoredTree(self._kind.name)
        self._entries = EntryMaker()
        self._state: TreeState | None = None

    @property
    def is_held_up(self) -> bool:
        """Whether the next records can be read only after other transactions have ended."""
        return self._feed.is_held_up

    def step(self) -> int:
        """Log the next batch and return its number of records; 0 where there are none or another process was faster.

        Sign the head of the tree if it has grown and a second has passed since the last head. Raises UnloggableEvent,
        which is not skipped, CorruptTree, and TamperedKey. Every error but StoreUnavailable is noted as the problem.
        """
        try:
            logged = self._log_next()
        except (UnloggableEvent, CorruptTree, TamperedKey, MasterKeyMissing) as error:
            self._note_problem(f"The tree does not grow: {error}")
            raise
        except StoreUnavailable:
            raise
        except Exception as error:
            self._note_problem(f"The tree does not grow: {type(error).__name__}: {error}")
            raise
        if self._state is not None:
            self._sign(self._state.size)
        return logged

    def _log_next(self) -> int:
        state = self._state or self._read_state()
        found = self._feed.read(state.position, self._batch)
        self._state = None
        if found:
            self._state = self._append(state, found)
            return 0 if self._state is None else self._state.size - state.size
        self._state = state
        return 0

    def _append(self, state: TreeState, found: Sequence[Notification]) -> TreeState | None:
        """Return the new state; None if another follower has changed the tree since `state`."""
        with self._datastore.transaction(commit=True) as cursor:
            locked = self._tree.lock(cursor)
            if (locked.size, locked.position) != (state.size, state.position):
                return None
            checkout_ids = {str(each.originator_id) for each in found}
            keys = take_keys(
                cursor,
                checkout_ids,
                self._master_keys,
                self._kind.key_class,
                replaces_lost=self._replaces_lost_keys,
            )
            entries: list[PlacedEntry] = []
            numbered = self._records.number(cursor, found)
            for each in numbered:
                checkout_id = str(each.originator_id)
                try:
                    entry = self._entries.entry(
                        checkout_id,
                        each.originator_version,
                        each.topic,
                        each.state,
                        keys[checkout_id],
                    )
                except Malformed as error:
                    if entries:
                        # Those before it are logged. The next step begins with it.
                        break
                    raise UnloggableEvent(
                        f"the record at position {each.id}, {each.topic!r}, version {each.originator_version} of "
                        f"checkout {checkout_id!r}: {error}"
                    ) from error
                entries.append(PlacedEntry(each.id, entry))
                self._throttle()
            self._records.keep_numbers(cursor, numbered[: len(entries)])
            return self._tree.append(cursor, locked, entries)

    def _sign(self, size: int) -> None:
        try:
            self._signer.sign_if_due(size)
        except (SigningRefused, CorruptTree) as error:
            self._note_problem(f"No head is signed: {error}")
        except StoreUnavailable:
            raise
        except Exception as error:
            self._note_problem(f"No head is signed: {type(error).__name__}: {error}")
            raise

    def _note_problem(self, problem: str) -> None:
        with self._datastore.transaction(commit=True) as cursor:
            before = self._tree.state(cursor).problem
            self._tree.note_problem(cursor, problem)
        self._state = None
        if problem != before:
            _log.error("the ledger of %s: %s", self._kind.name, problem)

    def _read_state(self) -> TreeState:
        with self._datastore.transaction(commit=True) as cursor:
            return self._tree.state(cursor)
