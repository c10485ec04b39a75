"""The endpoints of the ledger. Nothing above the newest signed head is answered: only that is committed to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from fastapi import Request, Response

from application.ledger.format.encoding import Malformed
from application.ledger.format.merkle import HASH_BYTES
from application.ledger.format.proof_files import encode_consistency_proof
from application.ledger.format.tiles import (
    Tile,
    TilePath,
    encode_bundle,
    parse_tile_path,
    width_at,
)
from application.ledger.proving import ProofService
from application.ports.ledger.reading import Ledger, LedgerNotConfigured
from application.ports.ledger.time_stamps import TimeStamps
from interfaces.api.ledger.errors import NOT_COVERED, NOT_STAMPED
from interfaces.api.ledger.wire import (
    OCTETS,
    TEXT,
    TIME_STAMP,
    read_sizes,
    read_stamped,
    refuse_parameters,
)
from interfaces.api.ledger_problems import NO_HEAD, NOT_CONFIGURED, ledger_problem
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.http.errors.request_errors import RouteUnknown
from interfaces.http.party import CALLER
from interfaces.http.request.timestamps import rfc_3339
from interfaces.runtime.live import Live

# A new head is signed once a second at most.
_CHECKPOINT_CACHING: Final = "max-age=1"
_STAMP_CACHING: Final = "max-age=60"
_UNCHANGING: Final = "immutable, max-age=31536000"


@dataclass(frozen=True, kw_only=True)
class LedgerEndpoints:
    """One method for each endpoint. A read with a key is appended to the access log before it is answered."""

    ledger: Ledger
    stamps: TimeStamps
    recorder: AccessRecorder
    is_public: Live[bool]

    async def checkpoint(self, request: Request) -> Response:
        """Answer the newest signed head."""
        async with self._read(request, "read checkpoint"):
            refuse_parameters(request)
            try:
                head = await self.ledger.latest_head()
            except LedgerNotConfigured:
                return ledger_problem(request, NOT_CONFIGURED)
        if head is None:
            return ledger_problem(request, NO_HEAD)
        return self._response(head.note, TEXT, _CHECKPOINT_CACHING)

    async def tile(self, request: Request) -> Response:
        """Answer a tile, or a bundle of entries. Raises RouteUnknown for a path that is none."""
        async with self._read(request, "read tile"):
            refuse_parameters(request)
            try:
                path = parse_tile_path(f"tile/{request.path_params['tile_path']}")
                content = await self._content(path)
            except Malformed as error:
                raise RouteUnknown from error
            except LedgerNotConfigured:
                return ledger_problem(request, NOT_CONFIGURED)
        if content is None:
            return ledger_problem(request, NOT_COVERED)
        return self._response(content, OCTETS, _UNCHANGING)

    async def time_stamps(self, request: Request) -> Response:
        """Answer the sizes of the stamped heads, each with the time that its authority states."""
        async with self._read(request, "read time stamps"):
            refuse_parameters(request)
            try:
                found = await self.stamps.all()
            except LedgerNotConfigured:
                return ledger_problem(request, NOT_CONFIGURED)
        lines = (f"{each.size} {rfc_3339(each.time)}\n" for each in found)
        return self._response("".join(lines).encode(), TEXT, _STAMP_CACHING)

    async def time_stamp(self, request: Request) -> Response:
        """Answer a time stamp, or the head that was stamped. Raises RouteUnknown for a path that is neither."""
        async with self._read(request, "read time stamp"):
            refuse_parameters(request)
            size, is_response = read_stamped(request.path_params["stamped"])
            try:
                stamp = await self.stamps.of_size(size)
            except LedgerNotConfigured:
                return ledger_problem(request, NOT_CONFIGURED)
        if stamp is None:
            return ledger_problem(request, NOT_STAMPED)
        if is_response:
            return self._response(stamp.response, TIME_STAMP, _UNCHANGING)
        return self._response(stamp.checkpoint, TEXT, _UNCHANGING)

    async def consistency(self, request: Request) -> Response:
        """Answer the proof that a tree continues a smaller one."""
        async with self._read(request, "read consistency"):
            smaller, larger = read_sizes(request)
            try:
                if larger > await self._signed_size():
                    return ledger_problem(request, NOT_COVERED)
                hashes = await ProofService(ledger=self.ledger).consistency(smaller, larger)
            except LedgerNotConfigured:
                return ledger_problem(request, NOT_CONFIGURED)
        return self._response(encode_consistency_proof(hashes), TEXT, _UNCHANGING)

    @asynccontextmanager
    async def _read(self, request: Request, operation: str) -> AsyncIterator[None]:
        reader: Reader | None = request.scope.get(CALLER)
        if reader is None:
            # `identify` lets requests without a key pass only where the ledger is public.
            yield
            return
        async with self.recorder.record(request, reader, operation):
            if not self.is_public.now:
                reader.require_auditor()
            yield

    async def _signed_size(self) -> int:
        head = await self.ledger.latest_head()
        return 0 if head is None else head.size

    async def _content(self, path: TilePath) -> bytes | None:
        """Return the octets of a tile or a bundle; None if the newest head does not cover all of it."""
        size = await self._signed_size()
        level = path.level or 0
        if path.width > width_at(level, path.n, size):
            return None
        if path.level is None:
            bundle = await self.ledger.bundle(path.n, size)
            return None if bundle is None else encode_bundle(bundle.entries[: path.width])
        tile = Tile(level, path.n)
        found = (await self.ledger.tiles((tile,), size)).get(tile)
        return None if found is None else found[: path.width * HASH_BYTES]

    def _response(self, content: bytes, media_type: str, caching: str) -> Response:
        scope = "public" if self.is_public.now else "private"
        headers = {"Cache-Control": f"{scope}, {caching}", "Content-Type": media_type}
        return Response(content, headers=headers)
