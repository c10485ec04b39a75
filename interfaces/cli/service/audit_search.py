"""Ask a service for events across checkouts, with the values of the table, which are in its CSV only."""

import csv
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

import msgspec

from application.ports.audit_log import AuditEntry
from domain.provenance import Provenance
from interfaces.api.history.wire import EventShape, EventsShape
from interfaces.cli.service.client import ServiceClient, decode
from interfaces.cli.service.questions import Parameters
from interfaces.cli.terminal.output import time_of

_PATH: Final = "/history/events"
_PAGE: Final = 1_000


def last_events(service: ServiceClient, wanted: Parameters, limit: int) -> list[EventShape]:
    """Return the last events of a search in their order."""
    parameters = {**wanted, "order": "newest", "limit": min(limit, _PAGE)}
    found: list[EventShape] = []
    for page in service.pages(_PATH, EventsShape, parameters):
        found += page.events
        if len(found) >= limit:
            break
    return found[:limit][::-1]


def all_events(service: ServiceClient, wanted: Parameters) -> Iterator[EventShape]:
    """Yield all events of a search, as they arrive."""
    headers = {"Accept": "application/x-ndjson"}
    with service.stream("GET", _PATH, wanted, headers=headers) as response:
        for each in response.iter_lines():
            yield decode(each, _CloudEvent).data


def last_entries(service: ServiceClient, wanted: Parameters, limit: int) -> list[AuditEntry]:
    """Return the last events of a search as entries of the audit log."""
    events = last_events(service, wanted, limit)
    if not events:
        return []
    names = {(each.checkout, str(each.version)) for each in events}
    since = min(each.time for each in events)
    # The page says which events there are. Of the rest of their rows only the export knows.
    rows = _rows(service, {**wanted, "since": time_of(since)})
    return [_entry(row) for row in rows if (_text(row["checkout"]), row["version"]) in names]


def write_csv(service: ServiceClient, wanted: Parameters) -> None:
    """Write the export of a search to standard output, as the service made it."""
    with service.stream("GET", _PATH, wanted, headers={"Accept": "text/csv"}) as response:
        for piece in response.iter_text():
            sys.stdout.write(piece)


class _CloudEvent(msgspec.Struct):
    data: EventShape


def _rows(service: ServiceClient, wanted: Parameters) -> Iterator[Mapping[str, str]]:
    csv.field_size_limit(2**31 - 1)
    with service.stream("GET", _PATH, wanted, headers={"Accept": "text/csv"}) as response:
        yield from csv.DictReader(_lines(response.iter_text()))


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a file with their line feeds. `str.splitlines` would break lines at other characters, too."""
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + piece).split("\n")
        yield from (f"{each}\n" for each in whole)
    if rest:
        yield rest


def _entry(row: Mapping[str, str]) -> AuditEntry:
    text = {name: _text(value) for name, value in row.items()}
    return AuditEntry(
        position=int(text["position"]),
        checkout_id=text["checkout"],
        version=int(text["version"]),
        topic=text["type"],
        at=datetime.fromisoformat(text["time"]),
        merchant=text["merchant"],
        provenance=Provenance(
            actor=text["actor"],
            dialect=text["dialect"],
            operation=text["operation"],
            request_id=text["request_id"],
            address=text["address"],
            user_agent=text["user_agent"],
            idempotency_key=text["idempotency_key"],
        ),
        changes=text["changes"],
        reference=text["reference"] or None,
        stage=text["stage"],
        total=int(row["total"]),
        currency=text["currency"],
    )


def _text(cell: str) -> str:
    """Return a text without the apostrophe that marks one that a spreadsheet would run."""
    return cell.removeprefix("'")
