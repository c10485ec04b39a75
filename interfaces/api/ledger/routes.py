"""The URLs of the ledger of events, for those who verify it: auditors, or everybody where it is public.

| endpoint                                | response                                          |
|-----------------------------------------|---------------------------------------------------|
| GET /ledger/checkpoint                  | the newest signed head                            |
| GET /ledger/time-stamps                 | the sizes of stamped heads                        |
| GET /ledger/checkpoint-{size}[.tsr]     | a stamped head, and its time stamp                |
| GET /ledger/tile/{L}/{N}[.p/{W}]        | hashes of the tree                                |
| GET /ledger/tile/entries/{N}[.p/{W}]    | entries                                           |
| GET /ledger/consistency?from=&to=       | the proof that a tree continues a smaller one     |

The paths and formats are those of C2SP tlog-tiles, so that monitors of others read the ledger as it is.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from fastapi import APIRouter, Request, Response

from application.ports.access_log import AccessLog
from application.ports.ledger.reading import Ledger
from application.ports.ledger.time_stamps import TimeStamps
from interfaces.api.ledger import openapi
from interfaces.api.ledger.endpoints import LedgerEndpoints
from interfaces.api.ledger.errors import render_refusal
from interfaces.api.ledger.openapi import DocumentedKey
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import HistoryKeys
from interfaces.api.readers.settings import HistoryKey
from interfaces.http.dialect import Dialect
from interfaces.http.errors.problems import fault_problem
from interfaces.http.party import STRANGER, Party
from interfaces.runtime.live import Live

DIALECT = "ledger"
PREFIX = "/ledger"


def ledger_dialect(
    *,
    ledger: Ledger,
    stamps: TimeStamps,
    access_log: AccessLog,
    keys: Live[Sequence[HistoryKey]],
    is_public: Live[bool],
    clock: Callable[[], datetime],
) -> Dialect:
    """Build the API of the ledger. While it is public, a key is not needed, and one that is sent has to be known."""
    live_keys = keys.derive(HistoryKeys)
    recorder = AccessRecorder(access_log, clock, DIALECT)
    endpoints = LedgerEndpoints(
        ledger=ledger, stamps=stamps, recorder=recorder, is_public=is_public
    )

    async def identify(request: Request) -> Party:
        if is_public.now and "authorization" not in request.headers:
            return STRANGER
        return live_keys.now.identify(request)

    return Dialect(
        name=DIALECT,
        prefixes=frozenset({PREFIX}),
        router=_router(endpoints),
        render_refusal=render_refusal,
        render_error=fault_problem,
        identify=identify,
    )


def _router(endpoints: LedgerEndpoints) -> APIRouter:
    router = APIRouter(prefix=PREFIX, tags=["Ledger"])

    @router.get("/checkpoint", summary="The newest signed head", **openapi.checkpoint())
    async def checkpoint(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.checkpoint(request)

    @router.get("/time-stamps", summary="The stamped heads", **openapi.time_stamps())
    async def time_stamps(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.time_stamps(request)

    @router.get(
        "/checkpoint-{stamped}", summary="A stamped head, or its time stamp", **openapi.time_stamp()
    )
    async def time_stamp(request: Request, stamped: str, _: DocumentedKey) -> Response:
        return await endpoints.time_stamp(request)

    @router.get("/tile/{tile_path:path}", summary="A tile or entries", **openapi.tile())
    async def tile(request: Request, tile_path: str, _: DocumentedKey) -> Response:
        return await endpoints.tile(request)

    @router.get(
        "/consistency",
        summary="The proof that a tree continues a smaller one",
        **openapi.consistency(),
    )
    async def consistency(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.consistency(request)

    return router
