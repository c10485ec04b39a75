"""A process that computes rows of the audit log, for the one that started it, until that closes the connection."""

import os
import signal
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Final

from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.storage.postgres.archive.recorder import EventRecorder
from interfaces.storage.postgres.audit.computation.batch import (
    ComputedRow,
    NumberedEvent,
    OwnComputation,
)
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.throttle import Pace, no_throttle, server_pace

DATABASE_URL: Final = "TILLROLL_ROWS_OF"
"""The variable of the environment with the URL of the database. Arguments are visible to other accounts."""


def main() -> None:
    """Answer each batch with its rows, or with the exception that computing them raised."""
    _, descriptor, cached_lines, is_throttled = sys.argv
    # Ctrl-C also reaches this process; the one that started it ends it by closing the connection.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    collect_rarely()
    pace = Pace(
        batch=0,
        cached_lines=int(cached_lines),
        throttle=server_pace().throttle if is_throttled == "1" else no_throttle,
    )
    with (
        Connection(int(descriptor)) as connection,
        ProjectionDatastore(os.environ[DATABASE_URL], schema=SCHEMA) as datastore,
    ):
        computation = OwnComputation(EventRecorder(datastore), pace)
        while True:
            try:
                batch = connection.recv()
                connection.send(_rows_or_error(computation, batch))
            except (EOFError, ConnectionError):
                # The other process has ended.
                return


def _rows_or_error(
    computation: OwnComputation, batch: Sequence[NumberedEvent]
) -> Sequence[ComputedRow] | Exception:
    try:
        return computation.rows(batch)
    except Exception as error:
        return error


if __name__ == "__main__":
    main()
