"""All events of a search as a file, with the session as credential."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

from fastapi import Request, Response

from application.ports.audit_log import AuditEntry
from application.ports.person_vault import PersonVault
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.searching import Searches, conditions_of
from interfaces.api.console.pages import format_for
from interfaces.api.console.policy import with_policy
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.typed.conditions import Conditions
from interfaces.api.console.typed.event_fields import event_fields, event_filter
from interfaces.api.console.views.searches.conditions import merchant_choices
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.stream_limit import StreamLimit
from interfaces.api.readers.views import view_batches
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import query_fault
from interfaces.http.streaming import Streamed, fetch_first

PATH: Final = "/console/events/file"
FORMAT: Final = "format"
JSON_LINES: Final = phrase("CloudEvents as JSON lines")
Exporter = Callable[[AsyncIterator[Sequence[AuditEntry]]], AsyncGenerator[bytes, None]]


@dataclass(frozen=True, kw_only=True)
class FileFormat:
    """A format of an exported file. `label` is its name on the page, `file_name` that of the file."""

    label: Shown
    media_type: str
    file_name: str
    export: Exporter


@dataclass(frozen=True, kw_only=True)
class Exports:
    """The formats by their names in addresses, and the vault that opens personal data for readers who may see it."""

    formats: Mapping[str, FileFormat]
    persons: PersonVault


class ExportEndpoint:
    """Answers the events of a search as a file, however many they are."""

    def __init__(
        self, recorder: AccessRecorder, searches: Searches, exports: Exports, streams: StreamLimit
    ) -> None:
        self._recorder = recorder
        self._searches = searches
        self._exports = exports
        self._streams = streams

    async def file(self, request: Request, signed_in: SignedIn) -> Response:
        """The file with `?format=`, of the events that meet the conditions in the address. Raises InvalidQuery."""
        reader = signed_in.reader
        with ExitStack() as stack:
            chosen = self._format(request)
            operation = f"export events as {chosen.media_type}"
            async with self._recorder.record(request, reader, operation):
                stack.callback(self._streams.take(reader.name))
                wanted = event_filter(self._conditions(request, signed_in), reader.merchants)
                stored = self._searches.events.all(wanted)
                seen = view_batches(stored, self._exports.persons, in_clear=reader.sees_persons)
                batches = await fetch_first(seen)
            on_end = stack.pop_all().close
        headers = {
            "Content-Disposition": f'attachment; filename="{chosen.file_name}"',
            "Cache-Control": "private, no-store",
        }
        response = Streamed(
            chosen.export(batches),
            media_type=chosen.media_type,
            headers=headers,
            sources=(batches, seen, stored),
            on_end=on_end,
        )
        return with_policy(response)

    def _format(self, request: Request) -> FileFormat:
        chosen = self._exports.formats.get(request.query_params.get(FORMAT, ""))
        if chosen is None:
            message = f"must be one of {', '.join(self._exports.formats)}"
            raise InvalidQuery((query_fault(FORMAT, message),))
        return chosen

    def _conditions(self, request: Request, signed_in: SignedIn) -> Conditions:
        choices = merchant_choices(self._searches.merchants.now, signed_in.reader.merchants)
        fields = event_fields(choices)
        conditions = conditions_of(request, fields, self._searches.clock(), (FORMAT,))
        if conditions.faults:
            form = format_for(request)
            faults = [query_fault(name, form.say(text)) for name, text in conditions.faults.items()]
            raise InvalidQuery(tuple(faults))
        return conditions
