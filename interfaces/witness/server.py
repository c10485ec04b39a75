"""The HTTP server of a witness: `add-checkpoint`, and the newest head of each log (C2SP tlog-witness)."""

import logging
import threading
from collections.abc import Callable
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
from application.ledger.witnesses import RefusedHead, WitnessRefusal, judge_head
from interfaces.witness.folder import WitnessFolder, origin_hash

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

    def __init__(self, folder: WitnessFolder, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        self._lock = threading.Lock()
        self._signer = folder.signer()

    def add_checkpoint(self, body: bytes) -> Response:
        """Answer a head of a log: the line of the cosignature, or why there is none."""
        with self._lock:
            logs = self._folder.logs()
            judged = judge_head(body, logs, self._folder.heads(), verify_ed25519)
            if isinstance(judged, RefusedHead):
                return _refuse(judged)
            note = parse_note(parse_add_checkpoint(body).checkpoint)
            known = {(key.name, key.key_id) for key in logs}
            line = self._signer.cosign(judged.text, int(self._clock().timestamp()))
            lines = [each for each in note.signatures if (each.name, each.key_id) in known]
            stored = SignedNote(judged.text, (*lines, line)).encode()
            self._folder.store_head(judged.checkpoint.origin, stored)
            _log.info("cosigned %s at %d", judged.checkpoint.origin, judged.checkpoint.size)
            return PlainTextResponse(line.line())

    def head(self, name: str) -> Response:
        """Answer the newest head of the log with this hash of its origin."""
        for origin in {key.name for key in self._folder.logs()}:
            if origin_hash(origin) == name and (note := self._folder.head(origin)) is not None:
                return PlainTextResponse(note)
        return PlainTextResponse("no such head\n", 404)


def witness_application(folder: WitnessFolder, clock: Callable[[], datetime]) -> Starlette:
    """Return the server of a witness. Raises WitnessFolderRefused."""
    witness = Witness(folder, clock)
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

    return Starlette(
        routes=[
            Route("/add-checkpoint", add_checkpoint, methods=["POST"]),
            Route("/{name}/checkpoint", head, methods=["GET"]),
        ]
    )


def _refuse(refused: RefusedHead) -> Response:
    if refused.reason is WitnessRefusal.INCONSISTENT:
        _log.error("a log asked to cosign a fork: %s", refused.reason.value)
    if refused.reason is WitnessRefusal.OTHER_SIZE:
        return Response(f"{refused.size}\n", 409, media_type=SIZE_TYPE)
    return PlainTextResponse(f"{refused.reason.value}\n", _STATUSES[refused.reason])
