"""How a projection runner has the heads of a ledger cosigned."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.cosigning.cosigner import HeadCosigner
from interfaces.storage.postgres.ledger.head_signing import HeadClock
from interfaces.storage.postgres.ledger.kinds import LedgerKind
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.runner import Indexer, ProjectionSpec

_REST_SECONDS: Final = 1.0


def cosigning_spec(database_url: str, setup: LedgerSetup, kind: LedgerKind) -> ProjectionSpec:
    """Specify who asks the witnesses of a ledger: one process of all. `setup` is that of events."""

    @contextmanager
    def open_indexer() -> Iterator[Indexer]:
        with ProjectionDatastore(database_url, schema=SCHEMA) as datastore:
            clock = HeadClock(now=now, monotonic=time.monotonic)
            yield HeadCosigner(datastore, kind.name, setup.of(kind), clock)

    return ProjectionSpec(
        name=f"the cosigning of heads of {kind.name}",
        lock=kind.cosigning_lock,
        open_indexer=open_indexer,
        rest_seconds=_REST_SECONDS,
        batch_size=2,
    )
