"""The endpoint that answers everything about one person, for keys with the scope persons:read."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import ExitStack, aclosing
from datetime import datetime
from typing import Final, Self

from fastapi import Request, Response
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from application.persons.export import (
    AddressBookRecord,
    CheckoutRecord,
    ExportQuery,
    PersonCheckout,
    PersonExports,
)
from application.persons.search import PersonQuery
from domain.refusals import CheckoutNotFound
from interfaces.api.history.persons.export_document import as_json
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import PERSONS_SCOPE, Reader
from interfaces.api.readers.stream_limit import StreamLimit
from interfaces.http.errors.problems import problem
from interfaces.http.request.body.models import LongText, WireModel, read_model
from interfaces.http.request.media_types import acceptable
from interfaces.http.streaming import Streamed, fetch_first

_JSON: Final = "application/json"
OPERATION: Final = "export person"
NOT_FOUND: Final = "person-not-found"
NOT_FOUND_TITLE: Final = "Person not found"
NOT_FOUND_DETAIL: Final = (
    "This key sees no checkout of this person. Compare the values; a whole e-mail address, phone number, name or "
    "national id is needed. Of erased data only the checkout's id is left to look for."
)


class PersonExportBody(WireModel):
    """What the person is looked for by. A checkout must have all values that are set; one is needed."""

    email: LongText | None = None
    phone: LongText | None = None
    name: LongText | None = None
    national_id: LongText | None = None
    checkout_id: LongText | None = None

    @model_validator(mode="after")
    def _has_value(self) -> Self:
        if self.query.is_empty:
            names = ", ".join(type(self).model_fields)
            raise PydanticCustomError("missing_value", "needs one of {names}", {"names": names})
        return self

    @property
    def query(self) -> ExportQuery:
        """What the application looks for."""
        person = PersonQuery(
            email=self.email, phone=self.phone, name=self.name, national_id=self.national_id
        )
        return ExportQuery(person=person, checkout_id=self.checkout_id)


class PersonExportEndpoint:
    """Answers the checkouts that the reader may see. The access log has an entry for each before it is sent."""

    def __init__(
        self,
        *,
        exports: PersonExports,
        recorder: AccessRecorder,
        streams: StreamLimit,
        clock: Callable[[], datetime],
    ) -> None:
        self._exports = exports
        self._recorder = recorder
        self._streams = streams
        self._clock = clock

    async def export(self, request: Request, reader: Reader) -> Response:
        """Answer the document, streamed checkout by checkout; 404 where nothing is found."""
        acceptable(request, (_JSON,))
        with ExitStack() as stack:
            try:
                async with self._recorder.record(request, reader, OPERATION):
                    reader.require_scope(PERSONS_SCOPE)
                    stack.callback(self._streams.take(reader.name))
                    query = (await read_model(request, PersonExportBody)).query
                    found, books = await self._find(query, reader)
                    await self._log(request, reader, books)
            except CheckoutNotFound:
                return _not_found(request)
            records = self._records(request, reader, found)
            first = await fetch_first(records)
            on_end = stack.pop_all().close
        return Streamed(
            as_json(query, self._clock(), books, first),
            media_type=_JSON,
            headers={
                "Content-Disposition": 'attachment; filename="person.json"',
                "Cache-Control": "private, no-store",
            },
            sources=(first, records),
            on_end=on_end,
        )

    async def _find(
        self, query: ExportQuery, reader: Reader
    ) -> tuple[Sequence[PersonCheckout], Sequence[AddressBookRecord]]:
        """Return what the reader's merchants have of the person. Raises CheckoutNotFound for nothing."""
        found = await self._exports.find(query, reader.merchants)
        books = await self._exports.find_books(query, reader.merchants)
        if not (found or books):
            raise CheckoutNotFound(checkout_id=query.checkout_id or "")
        return found, books

    async def _log(
        self, request: Request, reader: Reader, books: Sequence[AddressBookRecord]
    ) -> None:
        """Store an entry in the access log for each address book, under the id of the book."""
        for each in books:
            async with self._recorder.record(request, reader, OPERATION, each.book.id):
                pass

    async def _records(
        self, request: Request, reader: Reader, found: Sequence[PersonCheckout]
    ) -> AsyncGenerator[CheckoutRecord, None]:
        """Yield each record after its entry in the access log is stored."""
        async with aclosing(self._exports.records(found)) as records:
            async for record in records:
                checkout_id = record.state.checkout.id
                async with self._recorder.record(request, reader, OPERATION, checkout_id):
                    pass
                yield record


def _not_found(request: Request) -> Response:
    return problem(request, 404, NOT_FOUND_TITLE, NOT_FOUND_DETAIL, kind=NOT_FOUND)
