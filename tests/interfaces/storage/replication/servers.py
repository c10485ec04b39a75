"""Two PostgreSQL servers of which one repeats the other, on 127.0.0.1."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from interfaces.storage.postgres.embedded.account import (
    give_to_server,
    open_way_for,
    server_account,
)
from interfaces.storage.postgres.embedded.programs import installation, run
from interfaces.storage.postgres.schema.migrations import migrate
from tests.ports import free_ports

_USER = "postgres"
_SMALL = "-c shared_buffers=16MB -c max_connections=40 -c wal_keep_size=64MB"


@dataclass(frozen=True)
class Server:
    """A PostgreSQL with its data in `folder`. Everybody on this machine may log in."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """The URL of its database."""
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {_SMALL}"
        )
        log = f"--log={self.folder / 'server.log'}"
        self._control("start", log, f"--options={options}", "--wait")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it without waiting for its clients; in the mode `fast` the standby gets all changes before."""
        self._control("stop", f"--mode={mode}", "--wait")

    @property
    def is_running(self) -> bool:
        """Whether it has not been stopped. One that was killed may count as running."""
        return (self.folder / "postmaster.pid").exists()

    def promote(self) -> None:
        """Make a standby the primary."""
        self._control("promote", "--wait")

    def execute(self, *statements: str) -> None:
        """Run statements as a superuser, each by itself."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def set(self, name: str, value: str) -> None:
        """Change a setting of the running server, and wait until its processes have been told to read it.

        PostgreSQL reloads after it has answered. Its first process tells the others before it takes a connection.
        """
        before = self._loaded()
        self.execute(f"ALTER SYSTEM SET {name} = '{value}'", "SELECT pg_reload_conf()")
        while self._loaded() == before:
            time.sleep(0.01)

    def _loaded(self) -> datetime:
        with psycopg.connect(self.url) as connection:
            row = connection.execute("SELECT pg_conf_load_time()").fetchone()
        assert row is not None
        loaded: datetime = row[0]
        return loaded

    def _control(self, action: str, *arguments: str) -> None:
        run("pg_ctl", action, f"--pgdata={self.folder}", *arguments, data=self.folder)


@dataclass(frozen=True)
class Pair:
    """A primary, and a standby that is connected to it."""

    primary: Server
    standby: Server

    @property
    def url(self) -> str:
        """A URL that names both, the standby first."""
        hosts = f"127.0.0.1:{self.standby.port},127.0.0.1:{self.primary.port}"
        return f"postgresql://{_USER}@{hosts}/postgres"


@contextmanager
def running_pair(folder: Path) -> Iterator[Pair]:
    """A pair whose primary has the schema, stopped afterwards."""
    ports = free_ports(2)
    primary, standby = Server(folder / "a", ports[0]), Server(folder / "b", ports[1])
    for server in (primary, standby):
        server.folder.mkdir(mode=0o700)
        give_to_server(server.folder)
        open_way_for(server_account(server.folder), server.folder, installation())
    run(
        *("initdb", f"--pgdata={primary.folder}", f"--username={_USER}", "--auth=trust"),
        *("--encoding=UTF8", "--locale=C", "--no-sync"),
        data=primary.folder,
    )
    primary.start()
    try:
        migrate(primary.url)
        run(
            *("pg_basebackup", f"--pgdata={standby.folder}", f"--dbname={primary.url}"),
            *("--write-recovery-conf", "--checkpoint=fast", "--no-sync"),
            data=standby.folder,
        )
        standby.start()
        yield Pair(primary, standby)
    finally:
        for server in (standby, primary):
            if server.is_running:
                server.stop()
