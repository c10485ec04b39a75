"""Responses to exceptions, in the shape of the dialect that the path belongs to."""

import logging
from collections.abc import Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from application.ports.event_store import StoreUnavailable
from application.ports.purchase_validation import ValidationBusy
from domain.refusals import Refusal
from interfaces.http.dialect import Dialect
from interfaces.http.errors import request_errors
from interfaces.http.errors.problems import fault_problem
from interfaces.http.errors.request_errors import FieldFault, RequestError
from interfaces.http.pipeline.invalid_bodies import keep_invalid_body
from interfaces.http.pipeline.routes import dialect_at
from interfaces.http.request.headers import request_id
from interfaces.telemetry.request_context import note_outcome

RETRY_AFTER_SECONDS = 2
_log = logging.getLogger("tillroll.http")


EXPECTED = (
    Refusal,
    RequestError,
    StoreUnavailable,
    ValidationBusy,
    HTTPException,
    RequestValidationError,
)
"""The exceptions that `respond` answers."""


class ErrorResponses:
    """The exception handlers. A path outside every dialect is answered with problem details."""

    def __init__(self, dialects: Sequence[Dialect]) -> None:
        self._by_prefix = {prefix: dialect for dialect in dialects for prefix in dialect.prefixes}

    async def respond(self, request: Request, error: Exception) -> Response:
        """Answer an exception that is EXPECTED."""
        if isinstance(error, Refusal):
            return self.respond_to_refusal(request, error)
        return await self.faulty(request, error)

    def respond_to_refusal(self, request: Request, error: Refusal) -> Response:
        """Answer a refusal of the domain."""
        note_outcome(error.NAME)
        dialect = self._dialect_of(request)
        assert dialect is not None, "only the endpoints of dialects call the domain"
        return dialect.render_refusal(request, error)

    async def faulty(self, request: Request, error: Exception) -> Response:
        """Answer a request error, and keep an invalid body in the history."""
        fault = _request_error(error)
        note_outcome(type(fault).__name__)
        await keep_invalid_body(request, fault)
        response = self._render(request, fault)
        if isinstance(fault, request_errors.BodyTooSlow):
            # The rest of the body may still arrive, and is not the next request.
            response.headers["Connection"] = "close"
        return response

    def respond_to_unexpected(self, request: Request, error: Exception) -> Response:
        """Answer an exception that is not EXPECTED, and log it."""
        self.log(request, error)
        return self._render(request, request_errors.Unexpected())

    def log(self, request: Request, error: Exception) -> None:
        """Log a failed request under its request id."""
        _log.error("request %s failed: %r", request_id(request), error)

    def respond_overloaded(self, request: Request) -> Response:
        """Answer a request that the admission limit rejects."""
        return self._render(request, request_errors.Unavailable(RETRY_AFTER_SECONDS))

    def _dialect_of(self, request: Request) -> Dialect | None:
        return dialect_at(self._by_prefix, request.scope["path"])

    def _render(self, request: Request, fault: RequestError) -> Response:
        dialect = self._dialect_of(request)
        return (
            fault_problem(request, fault)
            if dialect is None
            else dialect.render_error(request, fault)
        )


def _request_error(error: Exception) -> RequestError:
    match error:
        case RequestError():
            return error
        case StoreUnavailable():
            _log.warning("store unavailable: %s", error)
            return request_errors.Unavailable(RETRY_AFTER_SECONDS)
        case ValidationBusy():
            return request_errors.Unavailable(RETRY_AFTER_SECONDS)
        case HTTPException():
            return request_errors.MalformedBody(str(error.detail))
        case RequestValidationError():
            return request_errors.InvalidFields(
                tuple(_field_fault(item) for item in error.errors())
            )
        case _:
            return request_errors.Unexpected()


def _field_fault(item: dict[str, Any]) -> FieldFault:
    place = [str(part) for part in item["loc"] if part not in ("body", "query", "path")]
    path = ".".join(place)
    return FieldFault(path=path, kind=item["type"], message=f"{path or 'The body'}: {item['msg']}.")
