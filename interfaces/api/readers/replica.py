"""Reads of the history of one checkout at a replica, and how far that is behind, also for searches."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from fastapi import Request, Response

from application.ports.readers.history_replica import HistoryReplica
from interfaces.api.readers.own_write import WAIT_FOR, own_write_from
from interfaces.http.dialect import Endpoint, Middleware
from interfaces.http.request.as_of import at_instant_from
from interfaces.http.request.timestamps import http_date_from

BEHIND: Final = "Replica-Behind-Seconds"
"""The header of what was read from a replica: how many seconds it was behind. Absent where the primary was read."""
_HISTORY: Final = re.compile(r"/(?:history|console)/checkouts/([A-Za-z0-9._~-]{1,200})(/.*)?")
# One refused command is named by a position, and proofs come from the ledger of the primary.
_AT_PRIMARY: Final = re.compile(r"/refusals/.*|/proof.*")
_VERSION_IN_PATH: Final = re.compile(r"/(?:events|shown)/([0-9]{1,18})(?:/.*)?")
_VERSION: Final = re.compile(r"[0-9]{1,18}")
_SEARCH: Final = re.compile(r"/history/(?:events|checkouts|counts|stream)")
_NAMING: Final = ("version", "at", "from", "to", "around", "after", "before", WAIT_FOR)


def read_at_replica(replica: HistoryReplica) -> Middleware:
    """Return the middleware that reads what a request about one checkout asks for at the replica.

    The replica has every version that the request names. If it has not, the primary is read.
    """

    async def respond(endpoint: Endpoint, request: Request) -> Response:
        path: str = request.scope["path"]
        about = _HISTORY.fullmatch(path)
        if _SEARCH.fullmatch(path):
            return await _search(replica, endpoint, request)
        if about is None or _AT_PRIMARY.fullmatch(about[2] or ""):
            return await endpoint(request)
        versions, instants = [0, *_versions(request, about[2] or "")], list(_instants(request))
        async with replica.open_read(
            about[1], at_least=max(versions), instant=max(instants, default=None)
        ) as read:
            response = await endpoint(request)
            if read.behind_seconds is not None:
                response.headers[BEHIND] = f"{read.behind_seconds:.3f}"
            return response

    return respond


async def _search(replica: HistoryReplica, endpoint: Endpoint, request: Request) -> Response:
    """Say the lag of a search that read the replica, which it may have left meanwhile."""
    before = replica.behind_seconds
    response = await endpoint(request)
    if before is not None and replica.behind_seconds is not None:
        response.headers[BEHIND] = f"{before:.3f}"
    return response


def _versions(request: Request, rest: str) -> Iterator[int]:
    """Yield the versions that the request names. Faults of its parameters are found later."""
    in_path = _VERSION_IN_PATH.fullmatch(rest)
    if in_path is not None:
        yield int(in_path[1])
    for value in _values_of_names(request):
        own_write = own_write_from(value)
        if own_write is not None:
            yield own_write.version
        elif _VERSION.fullmatch(value):
            yield int(value)


def _instants(request: Request) -> Iterator[datetime]:
    for value in _values_of_names(request):
        if not _VERSION.fullmatch(value) and (found := at_instant_from(value)) is not None:
            yield found.at
    if (sent := request.headers.get("Accept-Datetime")) is not None:
        second = http_date_from(sent.strip())
        if second is not None:
            yield second


def _values_of_names(request: Request) -> Iterator[str]:
    for name, value in request.query_params.multi_items():
        if name in _NAMING:
            yield value
