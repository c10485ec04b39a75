"""The HTTP server of a witness: `add-checkpoint`, and the newest head of each log (C2SP tlog-witness)."""

import logging
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from application.ledger.format.notes import SignedNote, parse_note
from application.ledger.format.proof_files import MOST_PROOF_BYTES, parse_add_checkpoint
from application.ledger.signing import verify_ed25519
from application.ledger.witnesses import AcceptedHead, RefusedHead, WitnessRefusal, judge_head
from interfaces.witness.folder import WitnessFolder, origin_hash
from interfaces.witness.monitor.monitor import Monitor, WatchedLog
from interfaces.witness.monitor.reading import LogEntries

_STATUSES: Final = {
    WitnessRefusal.MALFORMED: 400,
    WitnessRefusal.UNKNOWN_LOG: 404,
    WitnessRefusal.UNSIGNED: 403,
    WitnessRefusal.OTHER_SIZE: 409,
    WitnessRefusal.INCONSISTENT: 422,
}
SIZE_TYPE: Final = "text/x.tlog.size"
_log = logging.getLogger("tillroll")


class Witness:
    """Cosigns heads, one at a time: the check of the old size and the new head on the disk are one step."""

    def __init__(
        self, folder: WitnessFolder, clock: Callable[[], datetime], monitor: Monitor | None
    ) -> None:
        self._folder = folder
        self._monitor = monitor
        self._statement_signer = None if monitor is None else folder.monitor_signer()
        self._clock = clock
        self._lock = threading.Lock()
        self._signer = folder.signer()

    def add_checkpoint(self, body: bytes) -> Response:
        """Answer a head of a log: the line of the cosignature and that of the monitor, or why there is none."""
        answer, head = self._cosign(body)
        if head is None or self._monitor is None or self._statement_signer is None:
            return answer
        if not self._monitor.may_state(head.checkpoint):
            return answer
        line = self._statement_signer.cosign(head.text, int(self._clock().timestamp()))
        return PlainTextResponse(bytes(answer.body) + line.line().encode())

    def _cosign(self, body: bytes) -> tuple[Response, AcceptedHead | None]:
        with self._lock:
            logs = self._folder.logs()
            judged = judge_head(body, logs, self._folder.heads(), verify_ed25519)
            if isinstance(judged, RefusedHead):
                return _refuse(judged), None
            note = parse_note(parse_add_checkpoint(body).checkpoint)
            known = {(key.name, key.key_id) for key in logs}
            line = self._signer.cosign(judged.text, int(self._clock().timestamp()))
            lines = [each for each in note.signatures if (each.name, each.key_id) in known]
            stored = SignedNote(judged.text, (*lines, line)).encode()
            self._folder.store_head(judged.checkpoint.origin, stored)
            _log.info("cosigned %s at %d", judged.checkpoint.origin, judged.checkpoint.size)
            return PlainTextResponse(line.line()), judged

    def head(self, name: str) -> Response:
        """Answer the newest head of the log with this hash of its origin."""
        for origin in {key.name for key in self._folder.logs()}:
            if origin_hash(origin) == name and (note := self._folder.head(origin)) is not None:
                return PlainTextResponse(note)
        return PlainTextResponse("no such head\n", 404)

    def progress(self, name: str) -> Response:
        """Answer how far the monitor is with the log with this hash of its origin, and what is broken."""
        for origin in {key.name for key in self._folder.logs()}:
            if self._monitor is None or origin_hash(origin) != name:
                continue
            if (found := self._monitor.progress(origin)) is not None:
                broken = "" if found.broken is None else f"{found.broken.text()}\n"
                return PlainTextResponse(f"{found.size}\n{broken}")
        return PlainTextResponse("no such log is monitored\n", 404)


def watched_logs(folder: WitnessFolder) -> Mapping[str, WatchedLog]:
    """Return the logs that a monitor can read, by their origins. Raises WitnessFolderRefused."""
    return {
        origin: WatchedLog(LogEntries(each.url, each.history_key), each.memory)
        for origin, each in folder.sources().items()
    }


def witness_application(
    folder: WitnessFolder, clock: Callable[[], datetime], monitor: Monitor | None = None
) -> Starlette:
    """Return the server of a witness, which closes its monitor if it has one. Raises WitnessFolderRefused."""
    witness = Witness(folder, clock, monitor)
    folder.heads()

    async def add_checkpoint(request: Request) -> Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_PROOF_BYTES:
                return PlainTextResponse("the request is too long\n", 400)
        return await run_in_threadpool(witness.add_checkpoint, bytes(body))

    async def head(request: Request) -> Response:
        return await run_in_threadpool(witness.head, request.path_params["name"])

    async def progress(request: Request) -> Response:
        return await run_in_threadpool(witness.progress, request.path_params["name"])

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        if monitor is not None:
            await run_in_threadpool(monitor.close)

    return Starlette(
        routes=[
            Route("/add-checkpoint", add_checkpoint, methods=["POST"]),
            Route("/{name}/checkpoint", head, methods=["GET"]),
            Route("/{name}/monitor", progress, methods=["GET"]),
        ],
        lifespan=lifespan,
    )


def _refuse(refused: RefusedHead) -> Response:
    if refused.reason is WitnessRefusal.INCONSISTENT:
        _log.error("a log asked to cosign a fork: %s", refused.reason.value)
    if refused.reason is WitnessRefusal.OTHER_SIZE:
        return Response(f"{refused.size}\n", 409, media_type=SIZE_TYPE)
    return PlainTextResponse(f"{refused.reason.value}\n", _STATUSES[refused.reason])
