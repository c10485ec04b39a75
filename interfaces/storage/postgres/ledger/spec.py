"""How a projection runner lets a ledger grow."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.ledger.follower import LedgerFollower
from interfaces.storage.postgres.ledger.head_signing import HeadClock, HeadSigner
from interfaces.storage.postgres.ledger.kinds import EVENTS, LedgerKind
from interfaces.storage.postgres.ledger.records.event_source import BATCH
from interfaces.storage.postgres.ledger.records.following import FollowedEvents, FollowedRecords
from interfaces.storage.postgres.ledger.records.refusal_source import FollowedRefusals
from interfaces.storage.postgres.ledger.setup import LedgerFollowing
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.runner import Indexer, ProjectionSpec
from interfaces.storage.postgres.projections.throttle import Throttle

# One step a second, however few events it logs: the merge delay allows it, and requests keep their core.
_REST_SECONDS: Final = 1.0
# An entry takes a quarter of the time of an event in the audit log.
_EVENTS_PER_YIELD: Final = 16


def ledger_spec(database_url: str, following: LedgerFollowing, kind: LedgerKind) -> ProjectionSpec:
    """Specify the follower of a ledger."""
    setup = following.setup.of(kind)

    @contextmanager
    def open_indexer() -> Iterator[Indexer]:
        with ProjectionDatastore(database_url, schema=SCHEMA) as datastore:
            clock = HeadClock(now=now, monotonic=time.monotonic)
            signer = HeadSigner(datastore, kind.name, setup, clock)
            yield LedgerFollower(
                datastore,
                following.open_master_keys(),
                signer,
                throttle=Throttle(_EVENTS_PER_YIELD),
                replaces_lost_keys=setup.replaces_lost_keys,
                records=_records_of(kind, datastore),
            )

    return ProjectionSpec(
        name=f"the ledger of {kind.name}",
        lock=kind.lock,
        open_indexer=open_indexer,
        rest_seconds=_REST_SECONDS,
        batch_size=BATCH,
    )


def _records_of(kind: LedgerKind, datastore: ProjectionDatastore) -> FollowedRecords:
    return FollowedEvents(datastore) if kind is EVENTS else FollowedRefusals(datastore)
