"""What is asked by those who run tillroll, without credentials and on paths of no dialect.

| endpoint | answers |
|---|---|
| GET /healthz | 200 for as long as the process can answer anything; a reason to restart it where it does not |
| GET /readyz  | 200 where it can serve, 503 where not; a reason to send it no requests |
| GET /metrics | figures for Prometheus |
"""

from collections.abc import Mapping

import msgspec
from fastapi import APIRouter, Response

from interfaces.telemetry.exposition import MEDIA_TYPE, Exposition
from interfaces.telemetry.readiness import Check, readiness

PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
_NOT_STORED = {"Cache-Control": "no-store"}


def probes(*, checks: Mapping[str, Check], exposition: Exposition) -> APIRouter:
    """The endpoints. `checks` are named for what they look at."""
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    async def healthz() -> Response:
        return _json(200, {"status": "alive"})

    @router.get("/readyz")
    async def readyz() -> Response:
        found = await readiness(checks)
        status, said = (200, "ready") if found.is_ready else (503, "not ready")
        return _json(status, {"status": said, "checks": found.checks})

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(await exposition.text(), headers=_NOT_STORED, media_type=MEDIA_TYPE)

    return router


def _json(status: int, body: Mapping[str, object]) -> Response:
    return Response(msgspec.json.encode(body), status, _NOT_STORED, media_type="application/json")
