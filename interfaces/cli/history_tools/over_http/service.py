"""The server of `tillroll mcp --http`: the pipeline of every request around the one API, and its process."""

import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request

from interfaces.api.readers.auth import HistoryKeys
from interfaces.cli.history_tools.over_http.api import MessageEndpoint, agent_dialect
from interfaces.cli.history_tools.over_http.exchange import answering_messages
from interfaces.cli.history_tools.over_http.rebinding import rebinding_check
from interfaces.cli.history_tools.source import HistorySource
from interfaces.configuration.reload import Reread, reload_on_sighup
from interfaces.configuration.settings import Configuration
from interfaces.http.app import Operation, create_http_app
from interfaces.http.limits.memory import limits_memory
from interfaces.http.limits.request_limits import request_limits
from interfaces.http.party import Party
from interfaces.http.pipeline.admission import Admission
from interfaces.http.pipeline.body_budget import BodyBudget
from interfaces.http.pipeline.operations import OperationsAccess
from interfaces.runtime.clock_and_ids import now_in_nanoseconds
from interfaces.runtime.live import Live
from interfaces.serving.protocol import BoundedHeadProtocol
from interfaces.serving.server import GRACE_SECONDS, KEEP_ALIVE_SECONDS
from interfaces.telemetry.logs import Log
from interfaces.telemetry.metrics import Metrics
from interfaces.telemetry.request_observer import RequestObserver

OpenSource = Callable[[], AbstractAsyncContextManager[HistorySource]]
"""Opens what the tools ask: a database or a service."""


def agent_application(
    configuration: Configuration,
    open_source: OpenSource,
    identify: Callable[[HistoryKeys, Request], Party],
    *,
    port: int,
    public_hosts: Sequence[str] = (),
    reread: Reread | None = None,
    log: Log | None = None,
) -> FastAPI:
    """Build the application. The rules for requests are those of the service: keys, limits of rate, places, bodies.

    `identify` gets the keys of the configuration and a request. `reread` loads the configuration at SIGHUP, with which
    history keys change.
    """
    live = Live(configuration)
    keys = live.derive(lambda each: HistoryKeys(each.history_keys))
    endpoint = MessageEndpoint()
    memory = limits_memory(os.environ)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with open_source() as source, answering_messages(source) as answer:
            endpoint.answer = answer
            with reload_on_sighup(live, reread):
                yield
        if log is not None:
            log.writer.flush()

    metrics = Metrics()
    operation = Operation(
        access=OperationsAccess(is_public=False),
        observer=RequestObserver(
            metrics=metrics, log=None if log is None else log.requests, is_tracing=False
        ),
        admission=Admission(
            configuration.serving.place_limits, observer=metrics, monotonic=time.monotonic
        ),
        bodies=BodyBudget(configuration.serving.bodies.limits),
        body_within_seconds=configuration.serving.body_within_seconds,
        trusted_proxies=configuration.serving.trusted_proxies,
        forwarding_headers=configuration.serving.header_names,
        limits=live.derive(
            lambda each: request_limits(each.limit_policies(), memory, now_in_nanoseconds)
        ),
    )
    check = rebinding_check(port, public_hosts)
    dialect = agent_dialect(endpoint, lambda request: identify(keys.now, request), [check])
    return create_http_app([dialect], lifespan, operation)


def run_until_signal(application: FastAPI, listener: socket.socket) -> None:
    """Answer on a socket until SIGINT or SIGTERM. Running requests end first."""
    settings = uvicorn.Config(
        application,
        loop="uvloop",
        http=BoundedHeadProtocol,
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
    uvicorn.Server(settings).run(sockets=[listener])
