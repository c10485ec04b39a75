"""The measurements of every ten seconds, under load and after it."""

from dataclasses import asdict, dataclass

import psutil
import psycopg

from tests.measure.bench.load import Load
from tests.measure.bench.services import Service

_CONNECTIONS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
_EVENTS = "SELECT count(*) FROM tillroll.checkout_events"


@dataclass(frozen=True, kw_only=True)
class ServerUsage:
    """Resources of the server: bytes of the worker and of its helper processes, connections, open files."""

    memory: int
    helpers: int
    connections: int
    files: int


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One slice of the soak. Latencies are in microseconds, and `recorded` counts the events that it recorded."""

    seconds: float
    held: ServerUsage
    put: Load
    get: Load
    recorded: int

    @property
    def acknowledged(self) -> int:
        """Changes with a success response."""
        return self.put.requests - self.put.refused

    @property
    def refused(self) -> int:
        """Requests of both kinds with a status from 400 on."""
        return self.put.refused + self.get.refused

    @property
    def broken(self) -> int:
        """Connections of both kinds that failed."""
        return self.put.broken + self.get.broken

    @property
    def rate(self) -> float:
        """Requests per second, of both kinds."""
        return self.put.rate + self.get.rate

    def as_json(self) -> dict[str, object]:
        """All values, for a file."""
        return asdict(self) | {"acknowledged": self.acknowledged}


def usage_of(service: Service) -> ServerUsage:
    """The server's current use of resources."""
    helpers = sum(_memory(child) for child in service.process.children(recursive=True))
    return ServerUsage(
        memory=service.memory(),
        helpers=helpers,
        connections=_number(service, _CONNECTIONS),
        files=service.process.num_fds(),
    )


def events_in(service: Service) -> int:
    """The current number of recorded events."""
    return _number(service, _EVENTS)


def _memory(process: psutil.Process) -> int:
    try:
        size: int = process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
    return size


def _number(service: Service, query: str) -> int:
    with psycopg.connect(service.database_url) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])
