"""How a projection runner has the heads of the ledger cosigned."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.cosigning.cosigner import HeadCosigner
from interfaces.storage.postgres.ledger.head_signing import HeadClock
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.runner import Indexer, ProjectionSpec

_LOCK: Final = 8388354993970081902
_REST_SECONDS: Final = 1.0


def cosigning_spec(database_url: str, setup: LedgerSetup) -> ProjectionSpec:
    """Specify who asks the witnesses of a ledger: one process of all."""

    @contextmanager
    def open_indexer() -> Iterator[Indexer]:
        with ProjectionDatastore(database_url, schema=SCHEMA) as datastore:
            yield HeadCosigner(datastore, setup, HeadClock(now=now, monotonic=time.monotonic))

    return ProjectionSpec(
        name="the cosigning of heads",
        lock=_LOCK,
        open_indexer=open_indexer,
        rest_seconds=_REST_SECONDS,
        batch_size=2,
    )
