"""The messages of request errors, which every dialect shows."""

import inspect
import json

import pytest
from fastapi import Request

from interfaces.http.errors import request_errors
from interfaces.http.errors.problems import fault_problem
from interfaces.http.errors.request_errors import FieldFault, RequestError

MESSAGES: tuple[tuple[RequestError, str], ...] = (
    (request_errors.RouteUnknown(), "There is nothing at this path."),
    (request_errors.MethodNotAllowed("GET, HEAD"), "This path answers to GET, HEAD."),
    (request_errors.Unauthenticated("Send a key."), "Send a key."),
    (request_errors.AccessDenied("Not this one."), "Not this one."),
    (request_errors.BodyTooLarge(9), "The body may be at most 9 bytes."),
    (request_errors.BodyTooSlow(30.0), "The body was not there after 30 seconds. Send it again."),
    (
        request_errors.NotAcceptable("text/csv"),
        "This path answers in text/csv; Accept asks for something else.",
    ),
    (
        request_errors.UnsupportedMediaType("text/plain", "application/json"),
        "The body is declared as 'text/plain'; send application/json.",
    ),
    (request_errors.MalformedBody("Not JSON."), "Not JSON."),
    (
        request_errors.InvalidFields(
            (
                FieldFault(path="a", kind="missing", message="a: is required."),
                FieldFault(path="b", kind="missing", message="b: is required."),
            )
        ),
        "a: is required. b: is required.",
    ),
    (
        request_errors.InvalidQuery(
            (FieldFault(path="at", kind="query", message="at: is wrong."),)
        ),
        "at: is wrong.",
    ),
    (
        request_errors.RateLimited(3, "This address has made too many requests."),
        "This address has made too many requests. Ask again in 3 seconds.",
    ),
    (request_errors.Unavailable(2), "The service cannot answer at the moment. Ask again."),
    (
        request_errors.Unexpected(),
        "Something went wrong on our side; the log has it under this request's id.",
    ),
)
OF_KEYS = (
    (request_errors.IdempotencyKeyMissing(), 400, "Malformed key"),
    (request_errors.IdempotencyConflict(), 422, "Key used otherwise"),
    (request_errors.StoredResponseErased(), 409, "Answer erased"),
    (request_errors.IdempotencyInFlight(1), 409, "Still running"),
)


@pytest.mark.parametrize(
    ("fault", "message"), MESSAGES, ids=[type(fault).__name__ for fault, _ in MESSAGES]
)
def test_the_detail_of_a_problem_is_the_message(fault: RequestError, message: str) -> None:
    """The problem's `detail` is the error's message."""
    answer = fault_problem(Request({"type": "http", "headers": []}), fault)

    assert fault.message == message == json.loads(bytes(answer.body))["detail"]


@pytest.mark.parametrize(
    ("fault", "status", "title"), OF_KEYS, ids=[type(fault).__name__ for fault, _, _ in OF_KEYS]
)
def test_an_error_of_an_idempotency_key_has_a_problem_of_its_own(
    fault: RequestError, status: int, title: str
) -> None:
    """The API of orders has idempotency keys, and their errors are problems."""
    answer = fault_problem(Request({"type": "http", "headers": []}), fault)

    assert fault.message.endswith(".")
    assert (answer.status_code, json.loads(bytes(answer.body))["title"]) == (status, title)


def test_every_error_is_listed_here() -> None:
    """Each concrete class of `interfaces.http.errors.request_errors` has its message in this file."""
    concrete = {
        each
        for _, each in inspect.getmembers(request_errors, inspect.isclass)
        if issubclass(each, RequestError) and each is not RequestError
    }

    assert concrete == {type(fault) for fault, _ in MESSAGES} | {type(f) for f, _, _ in OF_KEYS}
