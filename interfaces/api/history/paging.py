"""Cursor pagination of entries that are ordered by position.

A cursor has a position and a direction. New entries do not change earlier pages, and the order is the same in both
directions.
"""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import Request

from interfaces.api.history.query_reader import QueryReader

CURSOR, LIMIT = "cursor", "limit"
LARGEST_PAGE = 1000
DEFAULT_PAGE = 100
_LAST = 2**63 - 1
_PLAIN = re.compile(rb"([ab])(0|[1-9][0-9]{0,18})")
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class CursorRequest:
    """A requested page: up to `limit` items after a position or before one. With neither, the first page."""

    after: int | None
    before: int | None
    limit: int

    @property
    def one_more(self) -> int:
        """The number of items to query, to find out if another page exists."""
        return self.limit + 1


@dataclass(frozen=True, kw_only=True)
class Page:
    """The cursors of the next and the previous page, None if there is no such page; and of the last page."""

    next_cursor: str | None
    previous_cursor: str | None
    last_cursor: str


def read_page(
    parameters: QueryReader, *, default: int = DEFAULT_PAGE, largest: int = LARGEST_PAGE
) -> CursorRequest:
    """Read the requested page from the parameters. Adds a fault for an invalid limit or cursor."""
    limit = parameters.integer(LIMIT, at_least=1, at_most=largest) or default
    text = parameters.text(CURSOR)
    if text is None:
        return CursorRequest(after=None, before=None, limit=limit)
    direction, position = _decode_cursor(text)
    if direction is None:
        parameters.add_fault(CURSOR, "must be one from a Link of an earlier answer, unchanged")
    after = position if direction == b"a" else None
    before = position if direction == b"b" else None
    return CursorRequest(after=after, before=before, limit=limit)


def take_page(
    found: Sequence[T],
    requested: CursorRequest,
    position: Callable[[T], int],
    *,
    is_cut: bool = False,
) -> tuple[Sequence[T], Page]:
    """Return the items of the page, out of up to `one_more` found ones, and the cursors of its neighbours.

    With `is_cut` there are more items than were found.
    """
    is_full = len(found) > requested.limit
    has_more = is_full or is_cut
    if requested.before is not None:
        items = found[1:] if is_full else found
        last = position(items[-1]) if items else requested.before - 1
        previous_cursor = _encode_cursor(b"b", position(items[0])) if has_more else None
        next_cursor = None if requested.before == _LAST else _encode_cursor(b"a", last)
        return items, _oldest_first(next_cursor, previous_cursor)
    items = found[: requested.limit]
    next_cursor = _encode_cursor(b"a", position(items[-1])) if has_more else None
    if requested.after is None:
        return items, _oldest_first(next_cursor, None)
    first = position(items[0]) if items else requested.after + 1
    return items, _oldest_first(next_cursor, _encode_cursor(b"b", first))


def newest_first(requested: CursorRequest) -> CursorRequest:
    """Return the request for a page of entries in descending order; without a cursor it is the newest ones."""
    if requested.after is not None or requested.before is not None:
        return requested
    return replace(requested, before=_LAST)


def take_newest_page(
    found: Sequence[T],
    requested: CursorRequest,
    position: Callable[[T], int],
    *,
    is_cut: bool = False,
) -> tuple[Sequence[T], Page]:
    """Return the items of the page in descending order, out of found ones in ascending order, and its neighbours.

    `requested` is from `newest_first`. The rest is as for `take_page`.
    """
    is_full = len(found) > requested.limit
    has_more = is_full or is_cut
    if requested.after is not None:
        items = found[: requested.limit]
        oldest = position(items[0]) if items else requested.after + 1
        newest = position(items[-1]) if has_more else None
        return items[::-1], descending_page(older_than=oldest, newer_than=newest)
    before = _LAST if requested.before is None else requested.before
    items = found[1:] if is_full else found
    older = position(items[0]) if has_more else None
    newer = position(items[-1]) if items else before - 1
    is_first = before == _LAST
    return items[::-1], descending_page(older_than=older, newer_than=None if is_first else newer)


def descending_page(*, older_than: int | None, newer_than: int | None) -> Page:
    """Return the page of a descending order whose neighbours are on the other sides of these positions."""
    return Page(
        next_cursor=None if older_than is None else _encode_cursor(b"b", older_than),
        previous_cursor=None if newer_than is None else _encode_cursor(b"a", newer_than),
        last_cursor=_encode_cursor(b"a", 0),
    )


def _oldest_first(next_cursor: str | None, previous_cursor: str | None) -> Page:
    return Page(
        next_cursor=next_cursor,
        previous_cursor=previous_cursor,
        last_cursor=_encode_cursor(b"b", _LAST),
    )


def page_links(request: Request, page: Page) -> str:
    """Return the Link header with the first, previous, next and last page."""
    links = {
        "first": None,
        "prev": page.previous_cursor,
        "next": page.next_cursor,
        "last": page.last_cursor,
    }
    return ", ".join(
        f'<{_path(request, cursor)}>; rel="{rel}"'
        for rel, cursor in links.items()
        if cursor is not None or rel == "first"
    )


def _path(request: Request, cursor: str | None) -> str:
    """Return the path and query of this request for another page, without `wait_for`: the first page has waited."""
    kept = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in (CURSOR, "wait_for")
    ]
    query = urlencode(kept if cursor is None else [*kept, (CURSOR, cursor)])
    path: str = request.scope["path"]
    return f"{path}?{query}" if query else path


def _encode_cursor(direction: bytes, position: int) -> str:
    plain = direction + str(min(max(position, 0), _LAST)).encode()
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def _decode_cursor(text: str) -> tuple[bytes | None, int]:
    try:
        plain = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None, 0
    match = _PLAIN.fullmatch(plain)
    if match is None or _encode_cursor(match[1], int(match[2])) != text:
        return None, 0
    return match[1], int(match[2])
