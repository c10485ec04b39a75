"""Each request that is denied is logged and counted with who sent it, and never with a secret."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request, Response

from interfaces.http.app import Operation, create_http_app
from interfaces.http.errors.request_errors import AccessDenied, RateLimited, Unauthenticated
from interfaces.telemetry.metrics import Metrics
from interfaces.telemetry.request_observer import RequestObserver

ADDRESS = "203.0.113.9"
SECRET = "sk_live_canary"
SIGNED = "SharedKey " + base64.b64encode(b"demo\nshop:" + b"0" * 64).decode()


class Lines:
    """A log that keeps its lines."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def info(self, _: str, **fields: Any) -> None:
        """Keep one line."""
        self.lines.append(fields)

    debug = warning = info


@asynccontextmanager
async def _nothing_to_open(_: FastAPI) -> AsyncIterator[None]:
    yield


async def _lines_and_metrics(
    error: Exception | None, authorization: str
) -> tuple[dict[str, Any], Metrics]:
    async def answer(_: Request) -> Response:
        if error is not None:
            raise error
        return Response()

    router, log, metrics = APIRouter(), Lines(), Metrics()
    router.add_api_route("/it", answer, response_model=None)
    observer = RequestObserver(metrics=metrics, log=cast("Any", log), is_tracing=False)
    app = create_http_app([], _nothing_to_open, Operation(probes=router, observer=observer))
    transport = httpx.ASGITransport(app, client=(ADDRESS, 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        await client.get("/it", headers={"Authorization": authorization})
    return log.lines[0], metrics


def _count(metrics: Metrics, outcome: str) -> float:
    labels = {"dialect": "none", "outcome": outcome}
    return metrics.registry.get_sample_value("tillroll_denied_requests_total", labels) or 0.0


@pytest.mark.parametrize(
    ("error", "status"),
    [(Unauthenticated("no"), 401), (AccessDenied("no"), 403), (RateLimited(3), 429)],
)
async def test_a_denied_request_has_its_sender(error: Exception, status: int) -> None:
    """The line has the address and the claimed name, printable; the metric has the outcome alone."""
    line, metrics = await _lines_and_metrics(error, SIGNED)
    assert (line["status"], line["address"], line["claimed"]) == (
        status,
        ADDRESS,
        "demo\ufffdshop",
    )
    assert _count(metrics, type(error).__name__) == 1


async def test_a_key_is_not_logged() -> None:
    """A Bearer key is the secret itself, so that its line names nobody."""
    line, _ = await _lines_and_metrics(Unauthenticated("no"), f"Bearer {SECRET}")
    assert (line["address"], line["claimed"]) == (ADDRESS, "")
    assert "canary" not in str(line)


async def test_an_answered_request_has_no_sender() -> None:
    """Addresses are personal data, so that only denied requests have theirs in the log."""
    line, metrics = await _lines_and_metrics(None, SIGNED)
    assert "address" not in line
    assert _count(metrics, "ok") == 0
