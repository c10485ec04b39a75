"""What `tillroll mcp --http` runs. It listens on this machine only; a proxy before it has the certificate."""

import os
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

from interfaces.cli.exit_codes import (
    MISCONFIGURED,
    UNAVAILABLE,
    exit_on,
    exit_zero_on_signals,
    fail,
)
from interfaces.cli.history_tools.asker import asker_with_key
from interfaces.cli.history_tools.opening import Database
from interfaces.cli.history_tools.over_http.api import PATH
from interfaces.cli.history_tools.over_http.exchange import current_request
from interfaces.cli.history_tools.over_http.keys import address_with_key, foreign_key, known_key
from interfaces.cli.history_tools.over_http.service import agent_application, run_until_signal
from interfaces.cli.history_tools.service_source import ServiceSource
from interfaces.cli.history_tools.source import HistorySource
from interfaces.cli.service.address import check_url
from interfaces.cli.terminal.output import errors
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.reload import ignore_sighup
from interfaces.configuration.settings import Configuration
from interfaces.serving.environment import is_production

_HOST: Final = "127.0.0.1"


def answer_from(url: str, port: int, hosts: Sequence[str], configuration: Configuration) -> None:
    """Answer from the service at `url`, with the key of each message. Exits with 2 for a URL that gets no key."""
    address = check_url(url)

    @asynccontextmanager
    async def open_source() -> AsyncIterator[HistorySource]:
        yield ServiceSource(lambda: address_with_key(address))

    with exit_zero_on_signals(), _open_listener(port) as listener:
        application = agent_application(
            configuration, open_source, foreign_key, port=_port(listener), public_hosts=hosts
        )
        run_until_signal(application, listener)


def answer_from_database(
    url: str,
    port: int,
    hosts: Sequence[str],
    config: Path | None,
    database_url: str | None,
    data: Path,
) -> None:
    """Answer from the database at `url` for the history keys of the configuration. Exits with 78 if it is refused."""
    reread = partial(
        load_configuration, config, production=is_production(os.environ.get("TILLROLL_ENV", ""))
    )
    with exit_zero_on_signals(), exit_on(ConfigurationRefused, status=MISCONFIGURED):
        if config is not None:
            ignore_sighup()
        configuration = reread()
        database = Database(url, configuration, config, database_url, data)
        with _open_listener(port) as listener:
            application = agent_application(
                configuration,
                lambda: database.open(lambda: asker_with_key(current_request())),
                known_key,
                port=_port(listener),
                public_hosts=hosts,
                reread=None if config is None else reread,
            )
            run_until_signal(application, listener)


def _open_listener(port: int) -> socket.socket:
    """Return a socket that listens on this machine, and print its address. Exits with 69 for a port in use."""
    try:
        listener = socket.create_server((_HOST, port))
    except OSError as failure:
        fail(
            f"Cannot listen on {_HOST}:{port}: {failure.strerror}. Name another port.", UNAVAILABLE
        )
    errors().print(f"Agents are answered at http://{_HOST}:{_port(listener)}{PATH}", soft_wrap=True)
    return listener


def _port(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port
