"""Runs prepared statements with array parameters, without psycopg's cursors.

A cursor finds the type of each parameter and of each column anew at every execution. For a batch of appends that takes
longer than encoding it. Here a statement is prepared once for each connection, and its types are those of its first
parameters.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, Format
from psycopg.pq.abc import PGconn, PGresult

from interfaces.storage.postgres.connections.arrays import Array
from interfaces.storage.postgres.connections.session import Connection

Parameter = Array | bytes | None
"""An array, a text in UTF-8 of which PostgreSQL finds the type, or NULL."""
Rows = list[tuple[Any, ...]]
_UNKNOWN: Final = 0
_GOOD: Final = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


@dataclass(frozen=True, slots=True)
class _Prepared:
    name: bytes
    formats: list[int]


class PreparedStatements:
    """The statements that one task has prepared on its connection. It forgets them when it gets another one."""

    def __init__(self) -> None:
        self._connection: Connection | None = None
        self._transformer = Transformer()
        self._prepared: dict[str, _Prepared] = {}

    async def rows(
        self, connection: Connection, statement: str, parameters: Sequence[Parameter]
    ) -> Rows:
        """Run a statement in a transaction of its own, and return its rows. Raises psycopg.Error.

        A statement has the same types of parameters each time. A connection on which it was cancelled has to be closed.
        """
        if connection is not self._connection:
            self._connection = connection
            self._transformer = Transformer(connection)
            self._prepared = {}
        pgconn = connection.pgconn
        prepared = self._prepared.get(statement)
        if prepared is None:
            prepared = await self._prepare(pgconn, statement, parameters)
        pgconn.send_query_prepared(
            prepared.name, parameters, param_formats=prepared.formats, result_format=Format.BINARY
        )
        result = await _result(pgconn)
        if not result.ntuples:
            return []
        self._transformer.set_pgresult(result)
        return self._transformer.load_rows(0, result.ntuples, tuple)

    async def _prepare(
        self, pgconn: PGconn, statement: str, parameters: Sequence[Parameter]
    ) -> _Prepared:
        types = [each.oid if isinstance(each, Array) else _UNKNOWN for each in parameters]
        name = b"tillroll_%d" % len(self._prepared)
        pgconn.send_prepare(name, statement.encode(), param_types=types)
        await _result(pgconn)
        formats: list[int] = [Format.BINARY if oid else Format.TEXT for oid in types]
        prepared = self._prepared[statement] = _Prepared(name, formats)
        return prepared


async def _result(pgconn: PGconn) -> PGresult:
    """Return the result of the statement that was sent. Raises its error."""
    while pgconn.flush():
        await _wait(pgconn.socket, for_room=True)
        # What the server sends meanwhile is received, or both could wait for each other.
        pgconn.consume_input()
    last: PGresult | None = None
    while True:
        while pgconn.is_busy():
            await _wait(pgconn.socket)
            pgconn.consume_input()
        result = pgconn.get_result()
        if result is None:
            break
        if last is None or result.status not in _GOOD:
            last = result
    assert last is not None, "a statement has a result"
    if last.status not in _GOOD:
        raise error_from_result(last)
    return last


async def _wait(socket: int, *, for_room: bool = False) -> None:
    """Wait until the socket can be read; with `for_room`, until it can be written to."""
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    watch, ignore = (
        (loop.add_writer, loop.remove_writer) if for_room else (loop.add_reader, loop.remove_reader)
    )

    def wake() -> None:
        ignore(socket)
        if not ready.done():
            ready.set_result(None)

    watch(socket, wake)
    try:
        await ready
    finally:
        if not ready.done() or ready.cancelled():
            ignore(socket)
