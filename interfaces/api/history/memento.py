"""Versions as mementos (RFC 7089): a checkout's own URL is the original resource and its own TimeGate.

Datetime negotiation answers 200 with `Content-Location` (pattern 1.2). HTTP dates have seconds, so `Accept-Datetime`
means the end of its second, and a `Memento-Datetime` sent back finds the version that it came with, or a later one of
the same second. Where the RFC would hand out the first version for a time before it, tillroll says 404, and where it
would hand out the last one for a future time, 400: in a dispute, a state must not appear at a time when it was not
current.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from fastapi import Request

from application.history.as_of import AsOfInstant
from application.history.inquiries import StateAt, VersionStamp
from interfaces.api.history.paths import state_path, timemap_path, version_path
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import query_fault
from interfaces.http.request.timestamps import http_date, http_date_from

ACCEPT_DATETIME = "Accept-Datetime"
LINK_FORMAT = "application/link-format"
_WHOLE_SECOND = timedelta(microseconds=999_999)
_MUST_BE_DATE = "must be an HTTP date, as in Sun, 01 Mar 2026 14:03:12 GMT"


def accepted_as_of(request: Request, now: datetime) -> AsOfInstant | None:
    """Return the instant in Accept-Datetime; None without the header. Raises InvalidQuery."""
    sent = request.headers.get(ACCEPT_DATETIME)
    if sent is None:
        return None
    second = http_date_from(sent.strip())
    if second is None:
        raise InvalidQuery((query_fault(ACCEPT_DATETIME, _MUST_BE_DATE),))
    # The present second has not ended.
    return AsOfInstant(max(second, min(second + _WHOLE_SECOND, now)))


def memento_headers(state_at: StateAt) -> dict[str, str]:
    """Return the headers that make a response the memento of its version."""
    checkout = state_at.checkout
    return {
        "Memento-Datetime": http_date(checkout.modified_on),
        "Content-Location": version_path(checkout.id, checkout.version),
    }


def links(state_at: StateAt) -> str:
    """Return the Link header: original, TimeMap, and the first, previous, next and last version."""
    checkout_id = state_at.checkout.id
    around = {
        "first": state_at.first,
        "prev": state_at.previous,
        "next": state_at.following,
        "last": state_at.newest,
    }
    rels: dict[VersionStamp, list[str]] = {}
    for rel, stamp in around.items():
        if stamp is not None:
            rels.setdefault(stamp, []).append(rel)
    return ", ".join(
        [
            _original(checkout_id),
            f'<{timemap_path(checkout_id)}>; rel="timemap"; type="{LINK_FORMAT}"',
            *(
                _memento(checkout_id, stamp, names)
                for stamp, names in sorted(rels.items(), key=lambda item: item[0].version)
            ),
        ]
    )


def timemap(checkout_id: str, stamps: Sequence[VersionStamp]) -> Iterator[str]:
    """Yield the TimeMap in link format (RFC 7089 §5), line by line."""
    first, last = stamps[0], stamps[-1]
    yield f"{_original(checkout_id)},\n"
    yield (
        f'<{timemap_path(checkout_id)}>; rel="self"; type="{LINK_FORMAT}"; '
        f'from="{http_date(first.at)}"; until="{http_date(last.at)}"'
    )
    for stamp in stamps:
        names = [name for name, end in (("first", first), ("last", last)) if stamp == end]
        yield f",\n{_memento(checkout_id, stamp, names)}"
    yield "\n"


def _original(checkout_id: str) -> str:
    return f'<{state_path(checkout_id)}>; rel="original timegate"'


def _memento(checkout_id: str, stamp: VersionStamp, names: Sequence[str]) -> str:
    rel = " ".join([*names, "memento"])
    path = version_path(checkout_id, stamp.version)
    return f'<{path}>; rel="{rel}"; datetime="{http_date(stamp.at)}"'
