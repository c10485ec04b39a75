"""The endpoints of erasures. A person is named in the body only, so no URL and no access log has personal data."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Final

from fastapi import Request, Response
from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from application.persons.requests import ErasableBook, ErasableCheckout, PersonErasures
from application.persons.subjects import PersonSubject, SubjectKind
from application.ports.erasures.plans import Certificate, ErasureCause, ErasureRequest
from domain.refusals import CheckoutNotFound
from interfaces.api.history import wire
from interfaces.api.history.persons.shapes import certificate_of, found_checkouts
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.http.errors.problems import problem
from interfaces.http.request.body.models import WireModel, read_model
from interfaces.http.request.headers import request_id

ERASE_SCOPE: Final = "persons:erase"
_DIALECT: Final = "history"
MOST_KEYS_BEFORE_RESPONSE: Final = 50
"""The keys that are destroyed before the response. The server's job destroys the others within a minute."""
_LIST, _ERASE, _CERTIFY = "list person", "erase person", "read certificate"
_JSON: Final = "application/json"
_NO_STORE: Final = {"Cache-Control": "private, no-store"}
_Text = Annotated[
    str, StringConstraints(min_length=1, max_length=400), Field(description="Compared as a whole.")
]


class ErasureBody(WireModel):
    """Names a person by exactly one value. Without `confirm`, nothing is erased."""

    email: _Text | None = None
    phone: _Text | None = None
    name: _Text | None = None
    national_id: _Text | None = None
    checkout_id: _Text | None = None
    only_ended: bool = Field(default=False, description="Leave checkouts that have not ended.")
    confirm: bool = Field(default=False, description="Erase what is found.")

    @model_validator(mode="after")
    def _has_one_value(self) -> "ErasureBody":
        if len(self._values()) != 1:
            message = "Name the person by one of email, phone, name, national_id and checkout_id."
            raise PydanticCustomError("subject", "{message}", {"message": message})
        return self

    def subject(self) -> PersonSubject:
        """Return the person that the body names."""
        ((kind, text),) = self._values()
        return PersonSubject(text=text, kinds=(kind,))

    def _values(self) -> list[tuple[SubjectKind, str]]:
        named = ((kind, getattr(self, kind.value)) for kind in SubjectKind)
        return [(kind, text) for kind, text in named if text is not None]


class ErasureEndpoints:
    """One method for each endpoint. Each appends to the access log before it answers."""

    def __init__(
        self,
        erasures: PersonErasures,
        recorder: AccessRecorder,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._erasures = erasures
        self._recorder = recorder
        self._clock = clock
        self._new_id = new_id

    async def erase(self, request: Request, reader: Reader) -> Response:
        """List checkouts and address books with data of a person, or erase the data and answer the certificate.

        A reader of some merchants hits those of these merchants only.
        """
        await self._require_scope(request, reader)
        body = await read_model(request, ErasureBody)
        operation = _ERASE if body.confirm else _LIST
        async with self._recorder.record(request, reader, operation, scope=ERASE_SCOPE):
            subject = body.subject()
            found = await self._erasures.find(
                subject, merchants=reader.merchants, only_ended=body.only_ended
            )
            books = await self._erasures.find_books(subject, merchants=reader.merchants)
            certificate = None
            if body.confirm and (found or books):
                certificate = await self._carry_out(request, reader, found, books)
        if certificate is None:
            shown = wire.encode(found_checkouts(found, books))
            return Response(shown, headers=_NO_STORE, media_type=_JSON)
        erasure_id = certificate.request.id
        location = f"{request.scope.get('root_path', '')}{request.url.path}/{erasure_id}"
        return Response(
            wire.encode(certificate_of(certificate)),
            status_code=201,
            headers={**_NO_STORE, "Location": location},
            media_type=_JSON,
        )

    async def certificate(self, request: Request, reader: Reader, erasure_id: str) -> Response:
        """Answer the certificate of an erasure, with the checkouts that the reader may see."""
        try:
            async with self._recorder.record(request, reader, _CERTIFY, scope=ERASE_SCOPE):
                found = await self._visible(reader, erasure_id)
        except CheckoutNotFound:
            return problem(
                request,
                404,
                "No such erasure",
                "This key sees no such erasure. Compare the id, and whose key was sent.",
                kind="erasure-not-found",
            )
        return Response(wire.encode(certificate_of(found)), headers=_NO_STORE, media_type=_JSON)

    async def _require_scope(self, request: Request, reader: Reader) -> None:
        """Record and raise AccessDenied before the body is read."""
        if ERASE_SCOPE not in reader.scopes:
            async with self._recorder.record(request, reader, _LIST, scope=ERASE_SCOPE):
                reader.require_scope(ERASE_SCOPE)

    async def _carry_out(
        self,
        request: Request,
        reader: Reader,
        found: Sequence[ErasableCheckout],
        books: Sequence[ErasableBook],
    ) -> Certificate | None:
        erasure = ErasureRequest(
            id=self._new_id(),
            cause=ErasureCause.REQUESTED,
            requested_by=reader.actor,
            dialect=_DIALECT,
            operation=_ERASE,
            request_id=request_id(request),
            at=self._clock(),
        )
        await self._erasures.plan(erasure, found, books)
        return await self._erasures.carry_out(erasure, limit=MOST_KEYS_BEFORE_RESPONSE)

    async def _visible(self, reader: Reader, erasure_id: str) -> Certificate:
        """Return the certificate without other merchants. Raises CheckoutNotFound if nothing is left of it."""
        found = await self._erasures.certificate(erasure_id)
        keys = [
            each
            for each in (() if found is None else found.keys)
            if reader.merchants is None or each.merchant in reader.merchants
        ]
        if found is None or not keys:
            raise CheckoutNotFound(checkout_id=erasure_id)
        return replace(found, keys=keys)
