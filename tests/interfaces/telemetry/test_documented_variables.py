"""The README of telemetry names every variable for logs and traces that is read, and every field of a log line."""

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interfaces.telemetry.logs import Log, LogSettings
from interfaces.telemetry.metrics import Metrics
from interfaces.telemetry.request_context import RequestContext, begin
from interfaces.telemetry.request_observer import RequestObserver
from tests.interfaces.telemetry.document import rows

INTERFACES = Path(__file__).resolve().parents[3] / "interfaces"
_OURS = re.compile(r"\b(?:OTEL|TILLROLL_LOG)_[A-Z_]*[A-Z]\b")
_STARTING_WITH_TRACES = """
import asyncio, os
kind, seen = type(os.environ), set()
read = kind.__getitem__
kind.__getitem__ = lambda self, name: (seen.add(name), read(self, name))[1]
from fastapi import FastAPI
from interfaces.telemetry.traces import tracing_config

async def start():
    app = FastAPI(telemetry=tracing_config(os.environ))
    messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    async def receive():
        return messages.pop(0)
    async def send(message):
        assert not message["type"].endswith("failed")
    await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send)

asyncio.run(start())
print(*(name for name in seen if str(name).startswith("OTEL_")))
"""
# A sampler that has an argument, so that the argument is read.
_TRACING = {
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9",
    "OTEL_TRACES_SAMPLER": "traceidratio",
}


@pytest.fixture
def log() -> Iterator[tuple[Log, int]]:
    """A log of everything, and the descriptor to read it from."""
    root = logging.getLogger()
    names = ("", "tillroll", "psycopg.pool")
    handlers, levels = root.handlers[:], {name: logging.getLogger(name).level for name in names}
    reading, writing = os.pipe()
    yield Log(LogSettings(is_json=True, level=logging.DEBUG), writing), reading
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    os.close(reading)
    os.close(writing)


def test_every_variable_that_is_read_is_documented() -> None:
    """The tables have what a process with traces reads, what the code names, and no other variable."""
    python = subprocess.run(
        [sys.executable, "-c", _STARTING_WITH_TRACES],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(INTERFACES.parent), **_TRACING},
        capture_output=True,
        text=True,
        check=True,
    )
    read = set(python.stdout.split())
    assert _TRACING.keys() < read
    named = {name for file in INTERFACES.rglob("*.py") for name in _OURS.findall(file.read_text())}
    assert rows("variable").keys() == read | named


def test_every_field_of_a_log_line_is_documented(log: tuple[Log, int]) -> None:
    """The table has the fields of a denied request, and of a message with an exception during it, and no other."""
    writer, reading = log
    context = RequestContext("walley", lambda: "request-1")
    context.operation, context.outcome = "GET /checkouts/{checkout_id}", "Unauthenticated"
    context.checkout, context.merchant = "checkout-1", "tea-shop"
    context.address, context.claimed_name = "127.0.0.1", "tea"
    begin(context)
    observer = RequestObserver(metrics=Metrics(), log=writer.requests, is_tracing=False)
    observer.count_request(context, 401, 0.01)
    try:
        raise ValueError
    except ValueError:
        logging.getLogger("tillroll.delivery").exception("A message.")
    writer.writer.flush()
    request, message = (json.loads(line) for line in os.read(reading, 1 << 16).splitlines())
    documented = rows("field")
    assert set(request) == fields_in(documented, "all", "requests", "denied requests")
    assert set(message) == fields_in(documented, "all", "messages", "messages during one")
    assert documented.keys() == set(request) | set(message)


def fields_in(documented: dict[str, Any], *kinds: str) -> set[str]:
    """Return the fields that lines of any of these kinds have."""
    return {
        name
        for name, (where, _) in documented.items()
        if not set(kinds).isdisjoint(where.split("; "))
    }
