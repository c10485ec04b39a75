"""The URLs of the two ledgers, for those who verify them: auditors, or everybody where they are public.

| endpoint                                | response                                          |
|-----------------------------------------|---------------------------------------------------|
| GET /ledger/checkpoint                  | the newest signed head                            |
| GET /ledger/time-stamps                 | the sizes of stamped heads                        |
| GET /ledger/checkpoint-{size}[.tsr]     | a stamped head, and its time stamp                |
| GET /ledger/tile/{L}/{N}[.p/{W}]        | hashes of the tree                                |
| GET /ledger/tile/entries/{N}[.p/{W}]    | entries                                           |
| GET /ledger/consistency?from=&to=       | the proof that a tree continues a smaller one     |
| GET /ledger/refusals/…                  | the same of the ledger of refused attempts        |

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
    refusal_ledger: Ledger,
    stamps: TimeStamps,
    access_log: AccessLog,
    keys: Live[Sequence[HistoryKey]],
    is_public: Live[bool],
    clock: Callable[[], datetime],
) -> Dialect:
    """Build the API of the ledgers. While it is public, a key is not needed, and one that is sent has to be known."""
    live_keys = keys.derive(HistoryKeys)
    recorder = AccessRecorder(access_log, clock, DIALECT)
    router = APIRouter(prefix=PREFIX, tags=[openapi.REFERENCE.title])
    of_events, of_refusals = (
        LedgerEndpoints(ledger=each, stamps=stamps, recorder=recorder, is_public=is_public)
        for each in (ledger, refusal_ledger)
    )
    _add(router, "", of_events, "events")
    _add(router, "/refusals", of_refusals, "refused attempts")
    _add_time_stamps(router, of_events)

    async def identify(request: Request) -> Party:
        if is_public.now and "authorization" not in request.headers:
            return STRANGER
        return live_keys.now.identify(request)

    return Dialect(
        name=DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=render_refusal,
        render_error=fault_problem,
        identify=identify,
        reference=openapi.REFERENCE,
    )


def _add(router: APIRouter, path: str, endpoints: LedgerEndpoints, of: str) -> None:
    """Add the endpoints of one ledger below this path."""
    name = f"{path.strip('/')}_" if path else ""

    @router.get(
        f"{path}/checkpoint",
        summary=f"The newest signed head of the ledger of {of}",
        name=f"{name}checkpoint",
        **openapi.checkpoint(),
    )
    async def checkpoint(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.checkpoint(request)

    @router.get(
        f"{path}/tile/{{tile_path:path}}",
        summary=f"A tile or entries of the ledger of {of}",
        name=f"{name}tile",
        **openapi.tile(),
    )
    async def tile(request: Request, tile_path: str, _: DocumentedKey) -> Response:
        return await endpoints.tile(request)

    @router.get(
        f"{path}/consistency",
        summary=f"The proof that a tree of the ledger of {of} continues a smaller one",
        name=f"{name}consistency",
        **openapi.consistency(),
    )
    async def consistency(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.consistency(request)


def _add_time_stamps(router: APIRouter, endpoints: LedgerEndpoints) -> None:
    """Add the endpoints of stamped heads, which the ledger of events has."""

    @router.get("/time-stamps", summary="The stamped heads", **openapi.time_stamps())
    async def time_stamps(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.time_stamps(request)

    @router.get(
        "/checkpoint-{stamped}", summary="A stamped head, or its time stamp", **openapi.time_stamp()
    )
    async def time_stamp(request: Request, stamped: str, _: DocumentedKey) -> Response:
        return await endpoints.time_stamp(request)
