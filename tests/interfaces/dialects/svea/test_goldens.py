"""Every endpoint and every error as golden pairs of request and response, compared number by number.

A golden names its preparation: `opened` is an order created from `CREATION` and these properties, `token` a
completed recurring order, `bought` an order under its token, and `given` the states that the order is put into.
`text` is a raw body, `body` a JSON one; `merchant` signs the request, and `unsigned` leaves the signature out. In a
response `{snippet}` replaces the snippet, which test_snippet.py checks.
"""

from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Match, Route

from interfaces.dialects.svea.errors import AMOUNT_CODE, CODES, LIMIT_CODE
from interfaces.http.request.body.reader import json_text, parse_json
from tests.interfaces.dialects.svea.app_fixture import AppFixture
from tests.interfaces.http.every_answer import OF_EVERY_ANSWER

GOLDEN = Path(__file__).parent / "golden"
STATUSES = {400, 401, 403, 404, 405, 409, 412, 415, 500, 503}


def exchanges() -> list[Any]:
    return [
        pytest.param(exchange, id=f"{file.stem}: {exchange['fact']}")
        for file in sorted(GOLDEN.glob("*.json"))
        for exchange in parse_json(file.read_bytes())
    ]


EXCHANGES = exchanges()


async def response_to(app_fixture: AppFixture, exchange: dict[str, Any]) -> httpx.Response:
    """The response after the golden's preparation."""
    path = await app_fixture.opened(**exchange["opened"]) if "opened" in exchange else ""
    if exchange.get("token"):
        token = await app_fixture.token()
        if "bought" in exchange:
            await app_fixture.ask("POST", f"{token}/orders", exchange["bought"])
    for state in exchange.get("given", ()):
        await app_fixture.bring(path, state)
    request = exchange["request"]
    headers = request.get("headers", {})
    body: Any = request["text"].encode() if "text" in request else request.get("body")
    if request.get("unsigned"):
        return await app_fixture.client.request(request["method"], request["path"], headers=headers)
    return await app_fixture.ask(
        request["method"],
        request["path"],
        body,
        merchant=request.get("merchant", "100001"),
        **headers,
    )


def without_snippet(body: Any) -> Any:
    """The body with `{snippet}` in place of the snippet."""
    gui = body.get("Gui") if isinstance(body, dict) else None
    if gui:
        assert gui["Snippet"].startswith('<div id="svea-checkout-container"')
        gui["Snippet"] = "{snippet}"
    return body


@pytest.mark.parametrize("exchange", EXCHANGES)
async def test_responses_match_their_goldens(
    app_fixture: AppFixture, exchange: dict[str, Any]
) -> None:
    """Status, headers with their capitals and body are those of the golden, with nothing added."""
    answer = await response_to(app_fixture, exchange)

    expected = exchange["response"]
    raw = {name.decode(): value.decode("latin-1") for name, value in answer.headers.raw}
    raw.pop("content-length", None)
    assert raw.pop("x-request-id")
    assert answer.status_code == expected["status"]
    assert raw == OF_EVERY_ANSWER | expected["headers"]
    if "body" in expected:
        assert json_text(without_snippet(parse_json(answer.content))) == json_text(expected["body"])
    else:
        assert answer.content == b""


def test_every_endpoint_has_a_golden_of_its_success(app_fixture: AppFixture) -> None:
    """Every route of the dialect has a golden with a success response."""
    routes = [route for route in app_fixture.routes if isinstance(route, Route)]
    unanswered = [
        (route.methods, route.path)
        for route in routes
        if not any(_is_success(route, exchange) for exchange in EXCHANGES)
    ]

    assert len(routes) == 9
    assert unanswered == []


def test_every_code_and_every_status_has_a_golden() -> None:
    """Every documented error code and every status has a golden. 413 has a test of its own."""
    answers = [exchange.values[0]["response"] for exchange in EXCHANGES]
    failures = [answer for answer in answers if answer["status"] >= 400]
    codes = {error["Code"] for answer in failures for error in answer["body"]["Errors"]}

    assert {answer["status"] for answer in failures} == STATUSES
    assert codes - STATUSES == {*CODES.values(), AMOUNT_CODE, LIMIT_CODE}


def _is_success(route: Route, parameters: Any) -> bool:
    exchange = parameters.values[0]
    request = exchange["request"]
    path = request["path"].partition("?")[0].rstrip("/")
    scope = {"type": "http", "method": request["method"], "path": path, "headers": []}
    return exchange["response"]["status"] < 400 and route.matches(scope)[0] is Match.FULL
