"""What is looked at every ten seconds, while the load is on and when it is over."""

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
class Held:
    """What the server holds at a moment: bytes of the worker and of its helpers, connections, open files."""

    memory: int
    beside: int
    connections: int
    files: int


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One slice of the soak. Latencies are microseconds; `recorded` are the events that it added to the record."""

    seconds: float
    held: Held
    put: Load
    get: Load
    recorded: int

    @property
    def acknowledged(self) -> int:
        """Changes that were answered with a success."""
        return self.put.requests - self.put.refused

    @property
    def refused(self) -> int:
        """Requests of both kinds that were answered with a status from 400 on."""
        return self.put.refused + self.get.refused

    @property
    def broken(self) -> int:
        """Connections of both kinds that failed."""
        return self.put.broken + self.get.broken

    @property
    def rate(self) -> float:
        """Requests a second, of both kinds."""
        return self.put.rate + self.get.rate

    def as_json(self) -> dict[str, object]:
        """All of it, for a file."""
        return asdict(self) | {"acknowledged": self.acknowledged}


def held_by(service: Service) -> Held:
    """What it holds now."""
    beside = sum(_memory(child) for child in service.process.children(recursive=True))
    return Held(
        memory=service.memory(),
        beside=beside,
        connections=_number(service, _CONNECTIONS),
        files=service.process.num_fds(),
    )


def recorded_by(service: Service) -> int:
    """The events that are recorded now."""
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
