"""The ledgers of a running service, as an export reads them: the newest head, tiles, entries, and time stamps."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from application.ledger.format.encoding import Malformed
from application.ledger.format.proof_files import parse_consistency_proof
from application.ledger.format.tiles import Tile, TilePath, decode_bundle, width_at
from application.ports.ledger.time_stamps import TimeStamp
from interfaces.cli.service.client import ServiceClient

_PREFIX: Final = "/ledger"
_NO_HEAD: Final = "no-signed-head"


class ServedLog:
    """One ledger of a service. It implements `ExportedLog`; where there is no answer, the client's `fail` exits.

    `origin_suffix` is that of the ledger, which is also its path below that of the ledger of events.
    """

    def __init__(self, service: ServiceClient, origin_suffix: str) -> None:
        self._service = service
        self._path = f"{_PREFIX}{origin_suffix}"

    async def newest_head(self) -> bytes | None:
        """Return the newest signed head, a note; None before the first one."""
        return self._service.find_octets(f"{self._path}/checkpoint", absent=_NO_HEAD)

    async def tiles(self, tiles: Collection[Tile], size: int) -> Mapping[Tile, bytes]:
        """Return these tiles as they are in the tree of this size."""
        return {
            each: self._read(TilePath(each.level, each.n, width_at(each.level, each.n, size)))
            for each in tiles
        }

    async def bundle(self, n: int, size: int) -> Sequence[bytes] | None:
        """Return the entries of a bundle as it is in the tree of this size. Raises Malformed."""
        path = TilePath(None, n, width_at(0, n, size))
        entries = decode_bundle(self._read(path))
        if len(entries) != path.width:
            raise Malformed(f"{path.text()} does not have {path.width} entries")
        return entries

    async def consistency(self, old_size: int, size: int) -> Sequence[bytes]:
        """Return the proof that the tree of `size` continues that of `old_size`. Raises Malformed."""
        octets = self._service.octets(f"{self._path}/consistency", {"from": old_size, "to": size})
        return parse_consistency_proof(octets)

    def _read(self, path: TilePath) -> bytes:
        return self._service.octets(f"{self._path}/{path.text()}")


class ServedTimeStamps:
    """The time stamps of the ledger of events of a service."""

    def __init__(self, service: ServiceClient) -> None:
        self._service = service
        self._times: dict[int, datetime] = {}

    async def sizes(self) -> Sequence[int]:
        """Return the sizes of the stamped heads. Raises Malformed."""
        try:
            for line in self._service.octets(f"{_PREFIX}/time-stamps").decode().splitlines():
                size, _, time = line.partition(" ")
                self._times[int(size)] = datetime.fromisoformat(time)
        except ValueError as error:
            raise Malformed("the list of time stamps is none") from error
        return list(self._times)

    async def of_size(self, size: int) -> TimeStamp:
        """Return the time stamp of the head of a size that `sizes` returned."""
        path = f"{_PREFIX}/checkpoint-{size}"
        return TimeStamp(
            size=size,
            time=self._times[size],
            checkpoint=self._service.octets(path),
            response=self._service.octets(f"{path}.tsr"),
        )
