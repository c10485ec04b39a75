"""Every dialect's response to every refusal and every request error, against one golden file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request, Response

from domain.refusals import Refusal
from interfaces.dialects.acp import errors as acp
from interfaces.dialects.stateset import errors as stateset
from interfaces.dialects.svea import errors as svea
from interfaces.dialects.ucp import errors as ucp
from interfaces.dialects.walley import errors as walley
from interfaces.http.errors import request_errors
from interfaces.http.errors.request_errors import FieldFault, RequestError
from interfaces.http.request.body.reader import parse_json
from tests.interfaces.http.test_problem_details import EXAMPLES, leaves

GOLDEN: dict[str, dict[str, Any]] = parse_json(
    (Path(__file__).with_name("golden") / "error_responses.json").read_bytes()
)
FAULTS = (FieldFault(path="cart[1].quantity", kind="missing", message="Send cart[1].quantity."),)
REQUEST_ERRORS: dict[str, RequestError] = {
    type(error).__name__: error
    for error in (
        request_errors.RouteUnknown(),
        request_errors.MethodNotAllowed("GET, HEAD"),
        request_errors.Unauthenticated("Send a key."),
        request_errors.AccessDenied("This key may not do this."),
        request_errors.NotAcceptable("application/json"),
        request_errors.BodyTooLarge(1000),
        request_errors.BodyTooSlow(2.5),
        request_errors.UnsupportedMediaType("text/plain", "application/json", {"Accept": "x/y"}),
        request_errors.MalformedBody("The body is not JSON."),
        request_errors.InvalidFields(FAULTS),
        request_errors.InvalidQuery(FAULTS),
        request_errors.RateLimited(7, policy="merchant", quota=6000),
        request_errors.IdempotencyKeyMissing(),
        request_errors.IdempotencyConflict(),
        request_errors.StoredResponseErased(),
        request_errors.IdempotencyInFlight(3),
        request_errors.Unavailable(2),
        request_errors.Unexpected(),
    )
}
DIALECTS: dict[str, tuple[Callable[..., Response], Callable[..., Response], str]] = {
    "walley": (walley.render_refusal, walley.render_request_error, "/checkouts/c1"),
    "svea": (svea.render_refusal, svea.render_request_error, "/api/orders/1"),
    "stateset": (stateset.render_refusal, stateset.render_request_error, "/checkouts/c1"),
    "acp": (acp.render_refusal, acp.render_request_error, "/checkout_sessions/c1"),
    "ucp": (ucp.render_refusal, ucp.render_request_error, "/checkout-sessions/c1"),
    "acp cancel": (acp.render_refusal, acp.render_request_error, "/checkout_sessions/c1/cancel"),
}


def request(path: str) -> Request:
    """A request to a path of the dialect."""
    headers = [
        (b"host", b"shop.example"),
        (b"x-request-id", b"f5f4e86d-95b1-4c1a-8ad0-1d5907236bd7"),
        (b"request-id", b"f5f4e86d-95b1-4c1a-8ad0-1d5907236bd7"),
    ]
    return Request(
        {
            "type": "http",
            "method": "POST",
            "scheme": "https",
            "server": ("shop.example", 443),
            "path": path,
            "query_string": b"",
            "headers": headers,
            "state": {},
        }
    )


def rendered(response: Response) -> dict[str, Any]:
    """The response as the client receives it."""
    return {
        "status": response.status_code,
        "headers": [
            [name.decode(), value.decode("latin-1")] for name, value in response.raw_headers
        ],
        "body": bytes(response.body).decode(),
    }


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("refusal", EXAMPLES.values(), ids=lambda each: type(each).__name__)
def test_a_refusal_has_the_response_of_the_golden_file(dialect: str, refusal: Refusal) -> None:
    """Status, headers and body of the response to a refusal are those of the golden file."""
    render, _, path = DIALECTS[dialect]

    assert rendered(render(request(path), refusal)) == GOLDEN[dialect][type(refusal).__name__]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", REQUEST_ERRORS)
def test_a_request_error_has_the_response_of_the_golden_file(dialect: str, name: str) -> None:
    """Status, headers and body of the response to a request error are those of the golden file."""
    _, render, path = DIALECTS[dialect]

    assert rendered(render(request(path), REQUEST_ERRORS[name])) == GOLDEN[dialect][name]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_golden_file_has_every_refusal_and_every_request_error(dialect: str) -> None:
    """The golden file has each refusal and each request error for each dialect."""
    names = {kind.__name__ for kind in leaves(Refusal)} | set(REQUEST_ERRORS)

    assert set(GOLDEN[dialect]) == names
    assert set(REQUEST_ERRORS) == {
        kind.__name__
        for kind in vars(request_errors).values()
        if isinstance(kind, type) and issubclass(kind, RequestError) and kind is not RequestError
    }
