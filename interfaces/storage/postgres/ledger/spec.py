"""How a projection runner lets the ledger of events grow."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.ledger.follower import LedgerFollower
from interfaces.storage.postgres.ledger.head_signing import HeadClock, HeadSigner
from interfaces.storage.postgres.ledger.names import EVENTS_LEDGER
from interfaces.storage.postgres.ledger.setup import LedgerFollowing
from interfaces.storage.postgres.ledger.source import BATCH
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.runner import Indexer, ProjectionSpec
from interfaces.storage.postgres.projections.throttle import Throttle

_LOCK: Final = 8388354993970081901
# One step a second, however few events it logs: the merge delay allows it, and requests keep their core.
_REST_SECONDS: Final = 1.0
# An entry takes a quarter of the time of an event in the audit log.
_EVENTS_PER_YIELD: Final = 16


def ledger_spec(database_url: str, following: LedgerFollowing) -> ProjectionSpec:
    """Specify the follower of the ledger of events."""

    @contextmanager
    def open_indexer() -> Iterator[Indexer]:
        with ProjectionDatastore(database_url, schema=SCHEMA) as datastore:
            clock = HeadClock(now=now, monotonic=time.monotonic)
            signer = HeadSigner(datastore, EVENTS_LEDGER, following.setup, clock)
            yield LedgerFollower(
                datastore,
                following.open_master_keys(),
                signer,
                throttle=Throttle(_EVENTS_PER_YIELD),
                replaces_lost_keys=following.setup.replaces_lost_keys,
            )

    return ProjectionSpec(
        name="the ledger",
        lock=_LOCK,
        open_indexer=open_indexer,
        rest_seconds=_REST_SECONDS,
        batch_size=BATCH,
    )
