"""Pages of something that is ordered by positions: which page a request asks for, and the links to those around it.

A cursor names a position and a direction, so that a page is the same however much is added behind it, and the order is
one and the same in both directions.
"""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import Request

from interfaces.api.history.query_reader import QueryReader

CURSOR, LIMIT = "cursor", "limit"
LARGEST_PAGE = 1000
_DEFAULT_LIMIT = 100
_LAST = 2**63 - 1
_PLAIN = re.compile(rb"([ab])(0|[1-9][0-9]{0,18})")
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class PageRequest:
    """One page: up to `limit` items after a position, or the last ones before one. With neither, the first."""

    after: int | None
    before: int | None
    limit: int

    @property
    def one_more(self) -> int:
        """How many to ask for, to learn whether there is anything beyond the page."""
        return self.limit + 1


@dataclass(frozen=True, kw_only=True)
class Page:
    """The items of a page, and the cursors of its neighbours where there are such."""

    following: str | None
    previous: str | None


def page_asked(parameters: QueryReader) -> PageRequest:
    """The page that the parameters ask for."""
    limit = parameters.whole(LIMIT, at_least=1, at_most=LARGEST_PAGE) or _DEFAULT_LIMIT
    text = parameters.text(CURSOR)
    if text is None:
        return PageRequest(after=None, before=None, limit=limit)
    direction, position = _decoded(text)
    if direction is None:
        parameters.fault(CURSOR, "must be one from a Link of an earlier answer, unchanged")
    after = position if direction == b"a" else None
    before = position if direction == b"b" else None
    return PageRequest(after=after, before=before, limit=limit)


def page_of(
    found: Sequence[T], asked: PageRequest, position: Callable[[T], int]
) -> tuple[Sequence[T], Page]:
    """The items of the page, out of the `one_more` that were found, and what is around it."""
    has_more = len(found) > asked.limit
    if asked.before is not None:
        items = found[1:] if has_more else found
        last = position(items[-1]) if items else asked.before - 1
        previous = _encoded(b"b", position(items[0])) if has_more else None
        following = None if asked.before == _LAST else _encoded(b"a", last)
        return items, Page(following=following, previous=previous)
    items = found[: asked.limit]
    following = _encoded(b"a", position(items[-1])) if has_more else None
    if asked.after is None:
        return items, Page(following=following, previous=None)
    first = position(items[0]) if items else asked.after + 1
    return items, Page(following=following, previous=_encoded(b"b", first))


def page_links(request: Request, page: Page) -> str:
    """The Link header: to the first and the last page, and to those before and after this one."""
    links = {
        "first": None,
        "prev": page.previous,
        "next": page.following,
        "last": _encoded(b"b", _LAST),
    }
    return ", ".join(
        f'<{_path(request, cursor)}>; rel="{rel}"'
        for rel, cursor in links.items()
        if cursor is not None or rel == "first"
    )


def _path(request: Request, cursor: str | None) -> str:
    """This request's own path and query for another page. Whoever follows a link has waited for their write already."""
    kept = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in (CURSOR, "wait_for")
    ]
    query = urlencode(kept if cursor is None else [*kept, (CURSOR, cursor)])
    path: str = request.scope["path"]
    return f"{path}?{query}" if query else path


def _encoded(direction: bytes, position: int) -> str:
    plain = direction + str(min(max(position, 0), _LAST)).encode()
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def _decoded(text: str) -> tuple[bytes | None, int]:
    try:
        plain = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None, 0
    match = _PLAIN.fullmatch(plain)
    if match is None or _encoded(match[1], int(match[2])) != text:
        return None, 0
    return match[1], int(match[2])
