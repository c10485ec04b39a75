"""Reads the entries of a log over HTTP (C2SP tlog-tiles), with the history key that the log has given."""

from typing import Final

import httpx

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import ENTRY_BYTES
from application.ledger.format.tiles import TILE_WIDTH, TilePath, decode_bundle, width_at

_SECONDS: Final = 10.0
_MOST_BYTES: Final = TILE_WIDTH * (2 + ENTRY_BYTES)


class EntriesUnreadable(Exception):
    """The entries of a log cannot be read. The message says why."""


class LogEntries:
    """The entries below the URL of a log. One client, which keeps its connection."""

    def __init__(self, url: str, key: str | None) -> None:
        headers = {} if key is None else {"Authorization": f"Bearer {key}"}
        self._url = url.rstrip("/")
        self._client = httpx.Client(
            headers=headers, timeout=_SECONDS, follow_redirects=False, trust_env=False
        )

    def read(self, start: int, size: int) -> tuple[bytes, ...]:
        """Return entries from index `start` on, to the end of their bundle or of the tree. Raises EntriesUnreadable."""
        n, place = divmod(start, TILE_WIDTH)
        path = TilePath(None, n, width_at(0, n, size))
        try:
            with self._client.stream("GET", f"{self._url}/{path.text()}") as answer:
                if answer.status_code != httpx.codes.OK:
                    raise EntriesUnreadable(f"{path.text()} is answered {answer.status_code}")
                octets = bytearray()
                for chunk in answer.iter_bytes():
                    octets += chunk
                    if len(octets) > _MOST_BYTES:
                        raise EntriesUnreadable(f"{path.text()} is too long")
            entries = decode_bundle(bytes(octets))
        except httpx.HTTPError as error:
            raise EntriesUnreadable(f"{path.text()}: {type(error).__name__}") from error
        except Malformed as error:
            raise EntriesUnreadable(f"{path.text()}: {error}") from error
        if len(entries) != path.width:
            raise EntriesUnreadable(f"{path.text()} does not have {path.width} entries")
        return entries[place:]

    def close(self) -> None:
        """Close the connection to the log."""
        self._client.close()
