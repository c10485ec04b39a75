"""Read the timeline of a checkout, and what is added to it later, of a service or a database."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from application.history.inquiries import Inquiries, Subject
from application.history.timeline import RequestEntry
from application.history.windows.timeline_window import TimelineFilter, TimelineWindow
from application.history.windows.version_range import (
    LARGEST_WINDOW,
    AfterVersion,
    AroundVersion,
    LastVersions,
    WindowRequest,
)
from application.history.windows.window_inquiries import WindowInquiries
from interfaces.api.history.wire import RequestShape, StateShape, TimelineShape, TimelineWindowShape
from interfaces.cli.databases import recorded_database
from interfaces.cli.history_reader import read_answer
from interfaces.cli.service.address import named_service
from interfaces.cli.service.paths import checkout_path
from interfaces.cli.service.questions import Questions

_Answer = tuple[list[RequestEntry] | TimelineWindow, str]
_LAST: Final = WindowRequest(anchor=LastVersions(), limit=1)


@dataclass(frozen=True)
class Timeline:
    """Requests of a checkout. `currency` is that of the amounts in refused commands."""

    shape: TimelineShape
    currency: str


@dataclass(frozen=True)
class TimelineSource:
    """The checkout, the requests that are wanted, and the database where no service is named."""

    checkout_id: str
    wanted: TimelineFilter
    sees_persons: bool
    database_url: str | None
    data: Path

    def read(self, requested: WindowRequest | None) -> Timeline:
        """Return the requests of the window; all of them without one. Exits where there are none to be had."""

        async def timeline(inquiries: Inquiries, subject: Subject) -> _Answer:
            if requested is None:
                newest = await inquiries.newest(subject)
                return await inquiries.timeline(subject, self.wanted), newest.currency
            window = await WindowInquiries(inquiries).timeline(subject, requested, self.wanted)
            return window, window.currency

        def document(answer: _Answer) -> Timeline:
            from interfaces.api.history import translate
            from interfaces.api.history.windows.window_documents import timeline_document

            found, currency = answer
            if isinstance(found, TimelineWindow):
                return Timeline(timeline_document(self.checkout_id, found), currency)
            return Timeline(translate.timeline(self.checkout_id, found), currency)

        return read_answer(
            timeline,
            document,
            lambda service: self._ask(service, requested),
            operation="log",
            checkout_id=self.checkout_id,
            sees_persons=self.sees_persons,
            database_url=self.database_url,
            data=self.data,
        )

    def later(self, shown: Timeline) -> Iterator[Timeline]:
        """Yield the requests that were not shown, whenever the checkout has a new version, for ever."""
        known = _Parts()
        known.take_new(shown.shape.requests)
        last = self._last_version(shown)
        with self._waiter() as wait:
            while True:
                wait(last)
                # From the last version on, to which refused commands and callbacks are added later.
                window = WindowRequest(anchor=AfterVersion(last - 1), limit=LARGEST_WINDOW)
                timeline = self.read(window)
                last = self._last_version(timeline)
                requests = known.take_new(timeline.shape.requests)
                if requests:
                    shape = msgspec.structs.replace(timeline.shape, requests=requests)
                    yield replace(timeline, shape=shape)

    @contextmanager
    def _waiter(self) -> Iterator[Callable[[int], None]]:
        """Yield a function that waits for a version after the one that it gets."""
        address = named_service()
        if address is None:
            from interfaces.cli.following.database import wait_for_event

            with recorded_database(self.database_url, self.data) as url:
                yield lambda last: asyncio.run(wait_for_event(url, self.checkout_id, last))
            return
        from interfaces.cli.following.event_source import service_events
        from interfaces.cli.service.client import ServiceClient

        with ServiceClient(address) as service:
            events = service_events(service, {"checkout": self.checkout_id})

            def wait(last: int) -> None:
                # What came before the stream had begun is in the timeline, too.
                while (event := next(events)) is not None and event.version <= last:
                    pass

            yield wait

    def _last_version(self, timeline: Timeline) -> int:
        window = timeline.shape.window
        if isinstance(window, TimelineWindowShape):
            return window.last
        versions = [event.version for each in timeline.shape.requests for event in each.events]
        if self.wanted != TimelineFilter() or not versions:
            return self._last_version(self.read(_LAST))
        return max(versions)

    def _ask(self, service: Questions, requested: WindowRequest | None) -> Timeline:
        """Ask a service for the timeline, and for the currency where a refused command has amounts."""
        wanted = self.wanted
        parameters: dict[str, str | int | None] = {
            "kind": ",".join(sorted(each.value for each in wanted.kinds)) or None,
            "actor": wanted.actor,
            "money": "true" if wanted.amounts_only else None,
        }
        if requested is not None:
            parameters["limit"] = requested.limit
            match requested.anchor:
                case AroundVersion(version=version):
                    parameters["around"] = version
                case AfterVersion(version=version):
                    parameters["after"] = version
                case _:
                    newest = service.get(checkout_path(self.checkout_id), StateShape).version
                    parameters["before"] = newest + 1
        path = checkout_path(self.checkout_id, "timeline")
        shape = service.get(path, TimelineShape, parameters)
        currency = ""
        if any(request.refusals for request in shape.requests):
            state = service.get(checkout_path(self.checkout_id), StateShape).state
            currency = str(state.get("currency") or "")
        return Timeline(shape, currency)


class _Parts:
    """The events, refused commands and callbacks that were shown. A request gets more of them later."""

    def __init__(self) -> None:
        self._names: set[object] = set()

    def take_new(self, requests: Sequence[RequestShape]) -> list[RequestShape]:
        """Return the requests with the parts that were not shown before. They count as shown from now on."""
        found = []
        for request in requests:
            origin = (request.time, request.provenance.request_id)
            events = [each for each in request.events if self._is_new(each.version)]
            refusals = [
                each
                for each in request.refusals
                if self._is_new((origin, each.version, each.command, each.reason))
            ]
            calls = [
                each
                for each in request.calls
                if self._is_new((each.delivery, each.attempt.number, each.attempt.outcome))
            ]
            if events or refusals or calls:
                new = msgspec.structs.replace(
                    request, events=events, refusals=refusals, calls=calls
                )
                found.append(new)
        return found

    def _is_new(self, name: object) -> bool:
        is_new = name not in self._names
        self._names.add(name)
        return is_new
