"""Epochs of positions: positions of events rise with the numbers of transactions, which are those of one cluster.

A dump that is restored into another cluster meets numbers that begin low. There an epoch begins above all positions. A
standby that is promoted goes on with the numbers; so does a cluster that was restored from its files.
"""

from typing import Final, LiteralString

import psycopg
from psycopg.rows import TupleRow

FIRST_STEP: Final = 110
"""The schema step from which on a database has epochs."""
_BEGIN: LiteralString = "SELECT tillroll.begin_epoch()"
_IS_OF_THIS_CLUSTER: LiteralString = """
SELECT system_identifier = (SELECT system_identifier FROM tillroll.epochs ORDER BY base DESC LIMIT 1)
FROM pg_control_system()
"""


def begin_epoch_if_restored(connection: psycopg.Connection[TupleRow]) -> None:
    """Begin an epoch unless the last one is of this cluster. Appends wait until the transaction ends.

    Only the owner of the tables may begin one. The server's role, which starts after the owner, finds it begun.
    """
    if not has_epoch(connection):
        connection.execute(_BEGIN)


def has_epoch(connection: psycopg.Connection[TupleRow]) -> bool:
    """Return whether the last epoch is of this cluster."""
    return connection.execute(_IS_OF_THIS_CLUSTER).fetchone() == (True,)
