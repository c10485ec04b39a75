"""The messages of request errors, which every dialect shows."""

import inspect
import json

import pytest
from fastapi import Request

from interfaces.http import errors
from interfaces.http.errors import FieldFault, RequestError
from interfaces.http.problems import fault_problem

MESSAGES: tuple[tuple[RequestError, str], ...] = (
    (errors.RouteUnknown(), "There is nothing at this path."),
    (errors.MethodNotAllowed("GET, HEAD"), "This path answers to GET, HEAD."),
    (errors.Unauthenticated("Send a key."), "Send a key."),
    (errors.AccessDenied("Not this one."), "Not this one."),
    (errors.BodyTooLarge(9), "The body may be at most 9 bytes."),
    (errors.BodyTooSlow(30.0), "The body was not there after 30 seconds. Send it again."),
    (
        errors.NotAcceptable("text/csv"),
        "This path answers in text/csv; Accept asks for something else.",
    ),
    (
        errors.UnsupportedMediaType("text/plain", "application/json"),
        "The body is declared as 'text/plain'; send application/json.",
    ),
    (errors.MalformedBody("Not JSON."), "Not JSON."),
    (
        errors.InvalidFields(
            (
                FieldFault(path="a", kind="missing", message="a: is required."),
                FieldFault(path="b", kind="missing", message="b: is required."),
            )
        ),
        "a: is required. b: is required.",
    ),
    (
        errors.InvalidQuery((FieldFault(path="at", kind="query", message="at: is wrong."),)),
        "at: is wrong.",
    ),
    (errors.Unavailable(2), "The service cannot answer at the moment. Ask again."),
    (
        errors.Unexpected(),
        "Something went wrong on our side; the log has it under this request's id.",
    ),
)
OF_DIALECTS = (
    errors.RateLimited(3),
    errors.IdempotencyKeyMissing(),
    errors.IdempotencyConflict(),
    errors.IdempotencyInFlight(1),
)


@pytest.mark.parametrize(
    ("fault", "message"), MESSAGES, ids=[type(fault).__name__ for fault, _ in MESSAGES]
)
def test_a_problem_details_the_message_of_the_error(fault: RequestError, message: str) -> None:
    """`detail` is the message."""
    answer = fault_problem(Request({"type": "http", "headers": []}), fault)

    assert fault.message == message == json.loads(bytes(answer.body))["detail"]


@pytest.mark.parametrize("fault", OF_DIALECTS, ids=lambda each: type(each).__name__)
def test_an_error_that_only_dialects_raise_is_an_internal_problem(fault: RequestError) -> None:
    """tillroll's own APIs have no idempotency keys and no rate limits; there the error is a bug."""
    answer = fault_problem(Request({"type": "http", "headers": []}), fault)

    assert fault.message.endswith(".")
    assert (answer.status_code, json.loads(bytes(answer.body))["title"]) == (500, "Internal error")


def test_every_error_is_listed_here() -> None:
    """Each concrete class of `interfaces.http.errors` has its message in this file."""
    concrete = {
        each
        for _, each in inspect.getmembers(errors, inspect.isclass)
        if issubclass(each, RequestError) and each is not RequestError
    }

    assert concrete == {type(fault) for fault, _ in MESSAGES} | {type(f) for f in OF_DIALECTS}
