"""HTTP statuses outside the standard, which Walley's API has.

uvicorn looks up status lines in a table that ends at 599, and raises `KeyError` for a larger status (both with
httptools and with h11). So rows are added to the table.
"""

from collections.abc import Mapping

from uvicorn.protocols.http import h11_impl, httptools_impl


def register_statuses(statuses: Mapping[int, str]) -> None:
    """Add `statuses` with their reason phrases to uvicorn's tables in this process."""
    for status, phrase in statuses.items():
        httptools_impl.STATUS_LINE[status] = f"HTTP/1.1 {status} {phrase}\r\n".encode()
        h11_impl.STATUS_PHRASES[status] = phrase.encode()
