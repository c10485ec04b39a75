"""Every endpoint and every error as pairs of request and response, number by number as they go over the wire.

A golden says what has to have happened before: `opened` is an order made from `CREATION` and these properties,
`token` says that a recurring order is Final, `bought` is an order under its token, `given` are the states that the
order was brought into. `text` is a body as it stands, `body` one as JSON; `merchant` is who signs, and `unsigned` says
that nobody does. In a response `{snippet}` stands for the snippet, which test_snippet.py looks at.
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


async def answered(app_fixture: AppFixture, exchange: dict[str, Any]) -> httpx.Response:
    """The response after the steps of the golden."""
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
    """The body with `{snippet}` in the snippet's place."""
    gui = body.get("Gui") if isinstance(body, dict) else None
    if gui:
        assert gui["Snippet"].startswith('<div id="svea-checkout-container"')
        gui["Snippet"] = "{snippet}"
    return body


@pytest.mark.parametrize("exchange", EXCHANGES)
async def test_answers_as_agreed(app_fixture: AppFixture, exchange: dict[str, Any]) -> None:
    """Status, headers with their capitals, and body are the golden's, and nothing is added."""
    answer = await answered(app_fixture, exchange)

    expected = exchange["response"]
    raw = {name.decode(): value.decode("latin-1") for name, value in answer.headers.raw}
    raw.pop("content-length", None)
    assert answer.status_code == expected["status"]
    assert raw == OF_EVERY_ANSWER | expected["headers"]
    if "body" in expected:
        assert json_text(without_snippet(parse_json(answer.content))) == json_text(expected["body"])
    else:
        assert answer.content == b""


def test_every_endpoint_has_a_golden_of_its_success(app_fixture: AppFixture) -> None:
    """No route of the dialect is left without an agreed answer."""
    routes = [route for route in app_fixture.routes if isinstance(route, Route)]
    unanswered = [
        (route.methods, route.path)
        for route in routes
        if not any(_is_success(route, exchange) for exchange in EXCHANGES)
    ]

    assert len(routes) == 9
    assert unanswered == []


def test_every_code_and_every_status_has_a_golden() -> None:
    """No code that the documents have, and no status, is left without an agreed answer; 413 has a test of its own."""
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
