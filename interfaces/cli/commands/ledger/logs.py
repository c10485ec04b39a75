"""The logs of both ledgers for commands that read them: in a database, or of a running service."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from application.ledger.format.encoding import Malformed
from application.ledger.format.tiles import Tile
from application.ledger.proving import ProofService
from application.ports.ledger.reading import Ledger
from application.ports.ledger.time_stamps import TimeStamp
from interfaces.cli.databases import recorded_database
from interfaces.cli.exit_codes import DIFFERS, exit_on
from interfaces.cli.history_reader import log_access
from interfaces.cli.ledgers import find_ledger, open_ledger
from interfaces.cli.service.address import ServiceAddress, named_public_service
from interfaces.storage.files.ledger_export import ExportedLog
from interfaces.storage.postgres.ledger.kinds import LEDGERS, LedgerKind
from interfaces.storage.postgres.storage import PostgresStorage

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Logs:
    """Both logs, the sizes of the stamped heads of events, and how one time stamp is read."""

    of: Mapping[LedgerKind, ExportedLog]
    stamped_sizes: Callable[[], Awaitable[Sequence[int]]]
    time_stamp: Callable[[int], Awaitable[TimeStamp]]


class StoredLog:
    """One ledger of a database. It implements `ExportedLog`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def newest_head(self) -> bytes | None:
        """Return the newest signed head, a note; None before the first one."""
        head = await self._ledger.latest_head()
        return None if head is None else head.note

    async def tiles(self, tiles: Collection[Tile], size: int) -> Mapping[Tile, bytes]:
        """Return these tiles as they are in the tree of this size. A tile that it does not have is left out."""
        return await self._ledger.tiles(tiles, size)

    async def bundle(self, n: int, size: int) -> Sequence[bytes] | None:
        """Return the entries of a bundle as it is in the tree of this size; None if that has no such entries."""
        found = await self._ledger.bundle(n, size)
        return None if found is None else found.entries

    async def consistency(self, old_size: int, size: int) -> Sequence[bytes]:
        """Return the proof that the tree of `size` continues that of `old_size`."""
        return await ProofService(ledger=self._ledger).consistency(old_size, size)


def read_logs(
    use: Callable[[Logs], Awaitable[T]],
    *,
    operation: str,
    config: Path | None,
    database_url: str | None,
    data: Path,
) -> T:
    """Return what `use` returns of the logs of the service that the command names, or else of a database.

    A service whose ledger is public needs no key. The read is in the access log before it is answered. Exits with 1
    for what is no log, 69 without a database or a service, and 78 without a ledger.
    """
    address = named_public_service()
    if address is not None:
        with exit_on(Malformed, status=DIFFERS):
            return asyncio.run(_read_service(use, address))
    setup = find_ledger(config, database_url, data)

    async def read(url: str) -> T:
        async with open_ledger(url, setup, config, database_url, data) as storage:
            await log_access(storage.reads, operation, None)
            return await use(await _logs_of(storage))

    with recorded_database(database_url, data) as url, exit_on(Malformed, status=DIFFERS):
        return asyncio.run(read(url))


async def _read_service(use: Callable[[Logs], Awaitable[T]], address: ServiceAddress) -> T:
    from interfaces.cli.service.client import ServiceClient
    from interfaces.cli.service.ledger import ServedLog, ServedTimeStamps

    with ServiceClient(address) as service:
        stamps = ServedTimeStamps(service)
        logs = Logs(
            of={kind: ServedLog(service, kind.origin_suffix) for kind in LEDGERS},
            stamped_sizes=stamps.sizes,
            time_stamp=stamps.of_size,
        )
        return await use(logs)


async def _logs_of(storage: PostgresStorage) -> Logs:
    stamps = {each.size: each for each in await storage.time_stamps.all()}

    async def sizes() -> Sequence[int]:
        return list(stamps)

    async def of_size(size: int) -> TimeStamp:
        return stamps[size]

    return Logs(
        of={kind: StoredLog(storage.ledgers[kind.name]) for kind in LEDGERS},
        stamped_sizes=sizes,
        time_stamp=of_size,
    )
