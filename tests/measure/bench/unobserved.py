"""`python -m tests.measure.bench.unobserved serve …`: tillroll without metrics, log lines and traces of requests."""

from collections.abc import Sequence
from dataclasses import replace

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.types import Lifespan

from interfaces import bootstrap
from interfaces.cli.main import app as command
from interfaces.http.app import Operation, create_http_app
from interfaces.http.dialect import Dialect
from interfaces.http.pipeline.observation import Unobserved

_UNTRACED: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "auto_configure": False,
}


def unobserved(
    dialects: Sequence[Dialect], lifespan: "Lifespan[FastAPI]", operation: Operation
) -> FastAPI:
    """The same application without observability."""
    silent = replace(operation, observer=Unobserved(), telemetry=_UNTRACED)
    return create_http_app(dialects, lifespan, silent)


if __name__ == "__main__":
    vars(bootstrap)["create_http_app"] = unobserved
    command()
