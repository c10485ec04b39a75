"""Every endpoint and every error as pairs of request and response, byte by byte as they go over the wire.

A golden says what has happened before: `given` is nothing, "a checkout" or "the dispute" (see `AppFixture.bring`).
`text` is a raw body, `body` one as JSON; `any body` is for one that another test compares. All keys are those
of the demo configuration.

Where an answer has to change, `RENEW_GOLDEN=1` writes what is answered now into the files, to be read in the diff.
"""

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.routing import Match, Route

from domain.refusals import CheckoutNotFound, NoSuchPointInTime, Refusal
from interfaces.api.history.errors import PROBLEMS
from interfaces.http.request.body.reader import json_text, parse_json
from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.http.every_answer import OF_EVERY_ANSWER

GOLDEN = Path(__file__).parent / "golden"


FILES: dict[Path, Any] = {
    file: parse_json(file.read_bytes()) for file in sorted(GOLDEN.glob("*.json"))
}
EXCHANGES: list[Any] = [
    pytest.param(exchange, id=f"{file.stem}: {exchange['fact']}")
    for file, exchanges in FILES.items()
    for exchange in exchanges
]


@pytest.mark.parametrize("exchange", EXCHANGES)
async def test_answers_as_agreed(app_fixture: AppFixture, exchange: dict[str, Any]) -> None:
    """Status, headers and body are the golden's, and nothing is added."""
    await app_fixture.bring(exchange.get("given", ""))
    request = exchange["request"]

    answer = await app_fixture.client.request(
        request.get("method", "GET"),
        request["path"],
        headers=request["headers"],
        content=json_text(request["body"]) if "body" in request else None,
    )

    expected = exchange["response"]
    headers = {name.lower(): value for name, value in answer.headers.items()}
    headers.pop("content-length", None)
    assert headers.pop("x-request-id") == "req-1"
    if "RENEW_GOLDEN" in os.environ:
        own = {n: v for n, v in headers.items() if OF_EVERY_ANSWER.get(n) != v}
        expected |= {"status": answer.status_code, "headers": own}
        if "body" in expected:
            expected["body"] = parse_json(answer.content)
        if "text" in expected:
            expected["text"] = answer.text
        _write()
    assert answer.status_code == expected["status"]
    named = {name.lower(): value for name, value in expected["headers"].items()}
    assert headers == OF_EVERY_ANSWER | named
    if expected.get("any body"):
        return
    if "body" in expected:
        assert answer.content.decode() == json_text(expected["body"])
    else:
        assert answer.content.decode() == expected.get("text", "")


def test_every_endpoint_has_a_golden_of_its_success(app_fixture: AppFixture) -> None:
    """The stream apart, which has no end; it has tests of its own."""
    routes = [route for route in app_fixture.routes if isinstance(route, Route)]
    unanswered = [
        route.path
        for route in routes
        if not any(_is_success(route, exchange) for exchange in EXCHANGES)
    ]

    assert len(routes) == 36
    assert unanswered == ["/history/stream"]


def test_every_refusal_has_a_golden() -> None:
    """Each refusal that a read can meet has an exchange in a golden file."""
    bodies = [exchange.values[0]["response"].get("body", {}) for exchange in EXCHANGES]
    types = {body.get("type") for body in bodies}

    met: tuple[type[Refusal], ...] = (CheckoutNotFound, *NoSuchPointInTime.__subclasses__())
    assert {f"urn:tillroll:problem:{PROBLEMS[refusal].kind}" for refusal in met} <= types


def _write() -> None:
    for file, exchanges in FILES.items():
        written = msgspec.json.format(json_text(exchanges), indent=2)
        file.write_text(f"{written}\n", encoding="utf-8")


def _is_success(route: Route, parameters: Any) -> bool:
    exchange = parameters.values[0]
    path = exchange["request"]["path"].partition("?")[0]
    method = exchange["request"].get("method", "GET")
    scope = {"type": "http", "method": method, "path": path, "headers": []}
    return exchange["response"]["status"] < 400 and route.matches(scope)[0] is Match.FULL
