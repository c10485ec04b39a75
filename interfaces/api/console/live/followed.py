"""What the pages of a browser follow, as the address of their stream says it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import Request

from application.ports.audit_log import AuditFilter
from interfaces.api.readers.event_stream import LAST_EVENT_ID
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import query_fault

MOST_CHECKOUTS: Final = 20
_CHECKOUT, _AFTER, _ALL, _ROWS = "checkout", "after", "all", "rows"
_PARAMETERS: Final = (_CHECKOUT, _AFTER, _ALL, _ROWS)
_KNOWN: Final = re.compile(r"([A-Za-z0-9._~-]{1,200})@([0-9]{1,18})")
_POSITION: Final = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, kw_only=True)
class Followed:
    """The checkouts of open pages, each with the newest version that its page has.

    With `is_all` the stream counts the events of every checkout, with `has_rows` it has them as rows. `after` is the
    position at which a stream continues; None for new events only.
    """

    checkouts: Mapping[str, int]
    is_all: bool
    has_rows: bool
    after: int | None

    def events(self, merchants: tuple[str, ...] | None) -> AuditFilter:
        """Return the filter for the events, of these merchants only; None is all of them."""
        ids = None if self.is_all else tuple(self.checkouts)
        return AuditFilter(merchants=merchants, checkout_ids=ids)

    def news_of(self, versions: Mapping[str, int]) -> dict[str, int]:
        """Return those of the versions by checkout that a page of this browser does not have."""
        return {
            checkout: version
            for checkout, version in versions.items()
            if version > self.checkouts.get(checkout, version)
        }


def read_followed(request: Request) -> Followed:
    """Read the address of a stream: `?checkout=<id>@<version>`, repeated, `?all=1`, `?rows=1`. Raises InvalidQuery."""
    query = request.query_params
    faults = [
        query_fault(name[:60], f"is not one of the parameters {', '.join(_PARAMETERS)}")
        for name in dict.fromkeys(query)
        if name not in _PARAMETERS
    ]
    known = [_KNOWN.fullmatch(each) for each in query.getlist(_CHECKOUT)]
    if not all(known) or len(known) > MOST_CHECKOUTS:
        faults.append(
            query_fault(_CHECKOUT, f"must be <id>@<version>, at most {MOST_CHECKOUTS} of them")
        )
    after = request.headers.get(LAST_EVENT_ID) or query.get(_AFTER)
    if after is not None and not _POSITION.fullmatch(after):
        faults.append(query_fault(_AFTER, "must be the id of an event of this stream"))
    if faults:
        raise InvalidQuery(tuple(faults[:20]))
    checkouts = {each[1]: int(each[2]) for each in known if each}
    return Followed(
        checkouts=checkouts,
        is_all=_ALL in query or _ROWS in query or not checkouts,
        has_rows=_ROWS in query,
        after=None if after is None else int(after),
    )
