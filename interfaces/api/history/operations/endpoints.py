"""The endpoints of what operators read. Checks, readers and versions concern all merchants: they need an auditor."""

from typing import Final

from fastapi import Request, Response

from application.history.operations.reports import Operations
from application.ports.audit_log import AuditLog
from interfaces.api.history import wire
from interfaces.api.history.operations.shapes import (
    checks_shape,
    delivery_counts_shape,
    erasures_shape,
    readers_shape,
    system_shape,
)
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.http.request.as_of import MAY_CHANGE

_HEADERS: Final = {"Cache-Control": MAY_CHANGE}


class OperationsEndpoints:
    """One method for each endpoint. Each appends to the access log before it answers."""

    def __init__(
        self, operations: Operations, audit_log: AuditLog, recorder: AccessRecorder
    ) -> None:
        self._operations = operations
        self._audit_log = audit_log
        self._recorder = recorder

    async def delivery_counts(self, request: Request, reader: Reader) -> Response:
        """Answer the callbacks that are not delivered, of the reader's merchants, by state and receiver."""
        async with self._recorder.record(request, reader, "count deliveries"):
            _read_nothing(request)
            found = await self._operations.delivery_counts(reader.merchants)
        return _answer(delivery_counts_shape(found))

    async def erasures(self, request: Request, reader: Reader) -> Response:
        """Answer the erasures of data of the reader's merchants."""
        async with self._recorder.record(request, reader, "list erasures"):
            _read_nothing(request)
            found = await self._operations.erasures(reader.merchants)
        return _answer(erasures_shape(found))

    async def checks(self, request: Request, reader: Reader) -> Response:
        """Answer the outcomes of checks."""
        async with self._recorder.record(request, reader, "list checks"):
            reader.require_auditor()
            _read_nothing(request)
            found = await self._operations.checks()
        return _answer(checks_shape(found))

    async def readers(self, request: Request, reader: Reader) -> Response:
        """Answer who has read in the last day."""
        async with self._recorder.record(request, reader, "list readers"):
            reader.require_auditor()
            _read_nothing(request)
            found = await self._operations.recent_readers()
        return _answer(readers_shape(found))

    async def system(self, request: Request, reader: Reader) -> Response:
        """Answer the versions, and the progress of the audit log."""
        async with self._recorder.record(request, reader, "read versions"):
            reader.require_auditor()
            _read_nothing(request)
            versions = await self._operations.versions()
            status = await self._audit_log.status()
        return _answer(system_shape(versions, status))


def _read_nothing(request: Request) -> None:
    """Refuse a query with any parameter."""
    QueryReader(request, ()).raise_faults()


def _answer(shape: wire.Shape) -> Response:
    return Response(wire.encode(shape), headers=_HEADERS, media_type="application/json")
