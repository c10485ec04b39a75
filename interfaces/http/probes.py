"""Endpoints for operators and monitoring, without credentials and outside of every dialect.

| endpoint | response |
|---|---|
| GET /healthz | 200 while the process can respond; a failure is a reason to restart it |
| GET /readyz  | 200 if it can serve requests, else 503; a reason to send it no requests |
| GET /metrics | metrics for Prometheus |

The details of readiness and the metrics are for operators. `OperationsAccess` says where they are answered.
"""

from collections.abc import Mapping

import msgspec
from fastapi import APIRouter, Request, Response

from interfaces.http.pipeline.operations import OperationsAccess
from interfaces.telemetry.exposition import MEDIA_TYPE, Exposition
from interfaces.telemetry.readiness import Check, readiness

PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
FOR_OPERATORS = frozenset({"/metrics"})
_NOT_STORED = {"Cache-Control": "no-store"}


def probes(
    *, checks: Mapping[str, Check], exposition: Exposition, access: OperationsAccess
) -> APIRouter:
    """Build the endpoints. The keys of `checks` name what they check, for who may see the details."""
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    async def healthz() -> Response:
        return _json(200, {"status": "alive"})

    @router.get("/readyz")
    async def readyz(request: Request) -> Response:
        found = await readiness(checks)
        status, text = (200, "ready") if found.is_ready else (503, "not ready")
        details = {"checks": found.checks} if access.is_shown(request.scope) else {}
        return _json(status, {"status": text, **details})

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(await exposition.text(), headers=_NOT_STORED, media_type=MEDIA_TYPE)

    return router


def _json(status: int, body: Mapping[str, object]) -> Response:
    return Response(msgspec.json.encode(body), status, _NOT_STORED, media_type="application/json")
