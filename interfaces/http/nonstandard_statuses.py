"""HTTP statuses outside the standard, which Walley answers with.

uvicorn looks status lines up in a table that ends at 599 and answers a larger status with a `KeyError` (both with
httptools and with h11), so that the table takes an added row.
"""

from collections.abc import Mapping

from uvicorn.protocols.http import h11_impl, httptools_impl


def teach_statuses(statuses: Mapping[int, str]) -> None:
    """Makes this process able to answer `statuses`, given with their reason phrases."""
    for status, phrase in statuses.items():
        httptools_impl.STATUS_LINE[status] = f"HTTP/1.1 {status} {phrase}\r\n".encode()
        h11_impl.STATUS_PHRASES[status] = phrase.encode()
