"""Read the event stream of a service, over lost connections."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import httpx

from interfaces.api.history.wire import EventShape
from interfaces.cli.service.client import ServiceClient, decode
from interfaces.cli.service.questions import Parameters
from interfaces.cli.terminal.output import errors

_PATH: Final = "/history/stream"
_SILENT_SECONDS: Final = 90.0
_RECONNECT_SECONDS: Final = 2.0


@dataclass(frozen=True)
class StreamBlock:
    """A block of server-sent events: its id, and its data if it has any."""

    id: str
    data: str


def blocks(lines: Iterable[str]) -> Iterator[StreamBlock]:
    """Yield the blocks of a stream. Comments and unknown fields are left out."""
    fields: dict[str, str] = {}
    for each in lines:
        name, _, value = each.partition(":")
        if each and name:
            fields[name] = value.removeprefix(" ")
        elif not each:
            if "id" in fields or "data" in fields:
                yield StreamBlock(fields.get("id", ""), fields.get("data", ""))
            fields = {}


def service_events(service: ServiceClient, wanted: Parameters) -> Iterator[EventShape | None]:
    """Yield None when the stream has begun, and then the events that match.

    A lost connection is taken up where it broke off, with another None.

    Exits where the service refuses the stream.
    """
    last = ""
    while True:
        headers = {"Accept": "text/event-stream", **_last_event(last)}
        try:
            with service.stream(
                "GET",
                _PATH,
                wanted,
                headers=headers,
                read_seconds=_SILENT_SECONDS,
                raises=last != "",
            ) as response:
                for block in blocks(response.iter_lines()):
                    last = block.id or last
                    yield decode(block.data, EventShape) if block.data else None
        except httpx.HTTPError:
            errors().print("The connection is lost; the command goes on when it is back.")
        time.sleep(_RECONNECT_SECONDS)


def _last_event(position: str) -> Mapping[str, str]:
    return {"Last-Event-ID": position} if position else {}
