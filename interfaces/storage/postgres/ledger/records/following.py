"""What the follower of a ledger reads: records by position, and their numbers within their checkouts."""

from collections.abc import Sequence
from typing import Any, Protocol

from eventsourcing.persistence import Notification
from psycopg import Cursor

from interfaces.storage.postgres.ledger.kinds import EVENTS, LedgerKind
from interfaces.storage.postgres.ledger.records.event_source import StoredEvents
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.feed import EventFeed, Feed, Notifications


class FollowedRecords(Protocol):
    """The records of one ledger."""

    @property
    def kind(self) -> LedgerKind:
        """Which ledger has entries of them."""

    @property
    def feed(self) -> Feed:
        """Reads the records in the order of their positions."""

    def number(self, cursor: Cursor[Any], found: Sequence[Notification]) -> Sequence[Notification]:
        """Return the records, each with its version within its checkout, while the tree is locked."""

    def keep_numbers(self, cursor: Cursor[Any], logged: Sequence[Notification]) -> None:
        """Store the versions of records that are now in the tree."""


class FollowedEvents:
    """Stored events, which have versions of their own."""

    kind = EVENTS

    def __init__(self, datastore: ProjectionDatastore, source: Notifications | None = None) -> None:
        """`source` is read instead of the stored events, if it is given."""
        self.feed: Feed = EventFeed(source or StoredEvents(datastore))

    def number(self, _: Cursor[Any], found: Sequence[Notification]) -> Sequence[Notification]:
        """Return the events unchanged."""
        return found

    def keep_numbers(self, _: Cursor[Any], logged: Sequence[Notification]) -> None:
        """Store nothing: the version is a column of the event."""
