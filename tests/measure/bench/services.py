"""The measured services, each a server process with its own database."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psutil
import psycopg
from psycopg import sql

from interfaces.storage.postgres.embedded.server import embedded_postgres
from tests.master_key import MASTER_KEY

_START_SECONDS = 60.0
# The settings of tillroll's own server (interfaces/serving/server.py).
_UVICORN = (
    "--loop=uvloop",
    "--http=httptools",
    "--ws=none",
    "--no-access-log",
    "--log-level=warning",
    "--no-server-header",
    "--backlog=2048",
)


@dataclass(frozen=True, kw_only=True)
class Service:
    """A running server: its address, its database, its process and its log file."""

    address: str
    database_url: str
    process: psutil.Process = field(repr=False)
    log: Path = field(repr=False)

    def memory(self) -> int:
        """Resident bytes of the server process."""
        size: int = self.process.memory_info().rss
        return size

    def truncate_log(self) -> None:
        """Empties the log, which gets a line for each request and would fill the disk in a long run."""
        os.truncate(self.log, 0)


@contextmanager
def postgres() -> Iterator[str]:
    """The server named in BENCH_DATABASE_URL, or an embedded one, which is removed afterwards."""
    if given := os.environ.get("BENCH_DATABASE_URL"):
        yield given
        return
    # In the folder of the results, since the system's temporary folder may be in memory.
    Path("var").mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir="var") as folder,
        embedded_postgres(Path(folder, "postgres")) as url,
    ):
        yield url


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """An empty database, dropped afterwards."""
    name = f"bench_{uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    parts = urlsplit(server_url)
    query = f"?{parts.query}" if parts.query else ""
    try:
        yield f"{parts.scheme}://{parts.netloc}/{name}{query}"
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


@contextmanager
def rival(factory: str, database_url: str, **environment: str) -> Iterator[Service]:
    """A service of `tests/measure/bench/rivals`, with one worker like tillroll."""
    port = _free_port()
    target = f"tests.measure.bench.rivals.{factory}"
    command = ["-m", "uvicorn", "--factory", target, f"--port={port}", *_UVICORN]
    with _running(command, port, database_url, environment) as service:
        yield service


@contextmanager
def tillroll(
    database_url: str,
    *,
    workers: int = 1,
    config: Path | None = None,
    command: str = "interfaces.cli.main",
    tree: Path | None = None,
) -> Iterator[Service]:
    """tillroll, started with its command in this source tree or another. Creates the schema."""
    port = _free_port()
    arguments = ["-m", command, "serve", f"--port={port}", f"--workers={workers}"]
    if config is not None:
        arguments += ["--config", str(config)]
    with _running(arguments, port, database_url, {}, tree=tree or Path.cwd()) as service:
        yield service


def config_with_cache(folder: Path, size: int) -> Path:
    """A configuration like the demo's, with its high limits and a cache of this number of checkouts in a worker."""
    file = folder / f"cache-{size}.toml"
    file.write_text(
        f'demo = true\ncheckout.cached_per_process = {size}\n[[merchants]]\nid = "demo-shop"\nname = "Demo Shop"\n'
        "[merchants.walley]\nstore_ids = [1001]\n"
        'clients = [{ client_id = "demo-client", client_secret = "demo-secret" }]\n'
        "[limits]\nmerchant_requests = 1000000\n"
    )
    return file


def token_from(service: Service) -> str:
    """A bearer token of the demo shop."""
    form = {
        "grant_type": "client_credentials",
        "client_id": "demo-client",
        "client_secret": "demo-secret",
    }
    body = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(f"{service.address}/oauth2/v2.0/token", body) as answer:
        return str(json.load(answer)["access_token"])


@contextmanager
def _running(
    command: list[str],
    port: int,
    database_url: str,
    environment: dict[str, str],
    *,
    tree: Path | None = None,
) -> Iterator[Service]:
    address = f"http://127.0.0.1:{port}"
    folder = Path("var/bench")
    folder.mkdir(parents=True, exist_ok=True)
    # Opened for appending, so that writing continues at the start after the log was emptied.
    with tempfile.NamedTemporaryFile("ab", prefix="server-", suffix=".log", dir=folder) as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=tree,
            env={
                **_environment(tree),
                "DATABASE_URL": database_url,
                "TILLROLL_MASTER_KEY": MASTER_KEY,
                **environment,
            },
            stdout=log,
            stderr=log,
        )
        with _ended_afterwards(process):
            _wait_until_it_answers(address, process, Path(log.name))
            yield Service(
                address=address,
                database_url=database_url,
                process=psutil.Process(process.pid),
                log=Path(log.name),
            )


@contextmanager
def _ended_afterwards(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment(tree: Path | None) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TILLROLL_", "DATABASE_URL", "PORT", "HOST"))
    }
    return kept | {"PYTHONPATH": str(tree or Path.cwd())}


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/openapi.json").close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    output = log.read_text(errors="replace")
    raise RuntimeError(f"the server at {address} did not start: {output}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
