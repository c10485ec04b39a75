"""What the pages of all searches do alike: read conditions from addresses and forms, and divide results into pages."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request

from application.history.finding.checkout_search import CheckoutSearch
from application.history.finding.counting import CheckoutCounting
from application.history.finding.name_lookup import NameLookup
from application.history.refusal_search import RefusalSearch
from application.ports.access_log import AccessLog
from application.ports.audit_log import AuditLog
from interfaces.api.console.pages import format_for
from interfaces.api.console.typed.conditions import Conditions, SearchField, read_conditions
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import query_fault
from interfaces.runtime.live import Live

OLDER, NEWER = "older", "newer"
PAGE_SIZE: Final = 50
LARGEST_POSITION: Final = 2**63 - 1
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Searches:
    """The services that the searches read from. `merchants` are the names of the merchants by their ids."""

    lookup: NameLookup
    checkouts: CheckoutSearch
    counting: CheckoutCounting
    refusals: RefusalSearch
    events: AuditLog
    reads: AccessLog
    merchants: Live[Mapping[str, str]]
    clock: Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class Window:
    """The position that a page is older or newer than; with neither it is the newest page."""

    older_than: int | None = None
    newer_than: int | None = None


@dataclass(frozen=True)
class Division(Generic[T]):
    """The entries of a page, the newest first, and the positions of its neighbours; None where there is none."""

    shown: Sequence[T]
    newer_than: int | None
    older_than: int | None


@dataclass(frozen=True)
class PageLinks:
    """The addresses of the pages beside this one; empty where there is none."""

    newer: str
    older: str


def conditions_of(
    request: Request, fields: Sequence[SearchField], now: datetime, others: Sequence[str] = ()
) -> Conditions:
    """Read the conditions in the address of a page. Raises InvalidQuery for a parameter that the page has not."""
    known = [*(each.name for each in fields), OLDER, NEWER, *others]
    names = [name for name, _ in request.query_params.multi_items()]
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    faults = [
        query_fault(name[:60], f"is not one of the parameters {', '.join(known)}")
        for name in unknown
    ]
    faults += [
        query_fault(name, "must not be given more than once")
        for name in dict.fromkeys(names)
        if name in known and names.count(name) > 1
    ]
    if faults:
        raise InvalidQuery(tuple(faults[:20]))
    return read_conditions(fields, dict(request.query_params), format_for(request), now)


def canonical_path(request: Request, conditions: Conditions, page: str) -> str | None:
    """Return the address that says the same as this one in one form for all; None if this one does.

    A time is in UTC there, so that a link means the same to every reader.
    """
    given = {
        name: text
        for name, text in request.query_params.items()
        if name in {each.name for each in conditions.fields}
    }
    if conditions.faults or given == conditions.sent:
        return None
    rest = {name: text for name, text in request.query_params.items() if name not in given}
    return conditions.path(page, **rest)


def window_of(request: Request) -> Window:
    """Read which page of the results is wanted. Raises InvalidQuery."""
    older, newer = position_from(request, OLDER), position_from(request, NEWER)
    if older is not None and newer is not None:
        raise InvalidQuery((query_fault(NEWER, "must not be given with older"),))
    return Window(older_than=older, newer_than=newer)


def page_links(
    conditions: Conditions, page: str, *, newer_than: int | None, older_than: int | None
) -> PageLinks:
    """Return the addresses of the pages beside a page, from the positions at its ends."""
    newer = "" if newer_than is None else conditions.path(page, **{NEWER: str(newer_than)})
    older = "" if older_than is None else conditions.path(page, **{OLDER: str(older_than)})
    return PageLinks(newer, older)


def history_path(path: str, parameters: Mapping[str, object | None]) -> str:
    """Return the same question to the history API. A parameter that is None is left out."""
    given = {name: value for name, value in parameters.items() if value is not None}
    return f"{path}?{urlencode(given)}" if given else path


def position_from(request: Request, name: str) -> int | None:
    """Read a position in the audit log; None if the address has none. Raises InvalidQuery."""
    text = request.query_params.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > LARGEST_POSITION:
        raise InvalidQuery((query_fault(name, "must be from a link of this page"),))
    return int(text)


def divide(
    found: Sequence[T], window: Window, position: Callable[[T], int], *, is_cut: bool = False
) -> Division[T]:
    """Return the entries of a page out of up to PAGE_SIZE + 1 found ones, the newest first.

    With `is_cut` there are more than were found.
    """
    has_more = is_cut or len(found) > PAGE_SIZE
    if window.newer_than is not None:
        shown = found[-PAGE_SIZE:]
        oldest = position(shown[-1]) if shown else window.newer_than + 1
        newest = position(shown[0]) if shown and has_more else None
        return Division(shown, newer_than=newest, older_than=oldest)
    shown = found[:PAGE_SIZE]
    newer = None
    if window.older_than is not None:
        newer = position(shown[0]) if shown else max(window.older_than - 1, 0)
    older = position(shown[-1]) if shown and has_more else None
    return Division(shown, newer_than=newer, older_than=older)


def command_line(command: str, given: Mapping[str, object | None]) -> str:
    """Return the same question to `tillroll`, whose options have the names of the API's parameters."""
    words = ["tillroll", command]
    for name, text in given.items():
        words += () if text is None else (f"--{name.replace('_', '-')}", str(text))
    return shlex.join(words)
