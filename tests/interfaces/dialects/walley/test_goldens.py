"""Every endpoint and every error as golden pairs of request and response, compared number by number.

A golden names its preparation: `opened` is a checkout created from `CREATION` and these properties, and `given`
the states that it is put into. `text` is a raw body, `body` a JSON one.
"""

from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Match, Route

from interfaces.dialects.walley.errors import MESSAGES
from interfaces.http.request.body.reader import json_text, parse_json
from tests.interfaces.dialects.walley.app_fixture import AppFixture
from tests.interfaces.http.every_answer import OF_EVERY_ANSWER

GOLDEN = Path(__file__).parent / "golden"


def _exchanges() -> list[Any]:
    return [
        pytest.param(exchange, id=f"{file.stem}: {exchange['fact']}")
        for file in sorted(GOLDEN.glob("*.json"))
        for exchange in parse_json(file.read_bytes())
    ]


EXCHANGES = _exchanges()


@pytest.mark.parametrize("exchange", EXCHANGES)
async def test_responses_match_their_goldens(
    app_fixture: AppFixture, exchange: dict[str, Any]
) -> None:
    """Status, headers and body are those of the golden, with nothing added."""
    if "opened" in exchange:
        path = await app_fixture.opened(**exchange["opened"])
        for state in exchange.get("given", ()):
            await app_fixture.bring(path, state)

    answer = await _send(app_fixture, exchange["request"])

    expected = exchange["response"]
    named = {name.lower(): value for name, value in expected["headers"].items()}
    headers = OF_EVERY_ANSWER | named
    assert answer.status_code == expected["status"]
    of_each = {"content-length": "any", "x-request-id": answer.headers["X-Request-Id"]}
    assert {**answer.headers, **headers, **of_each} == {**headers, **of_each}
    if "body" in expected:
        assert answer.content.decode() == json_text(expected["body"])
    else:
        assert answer.content == b""


async def _send(app_fixture: AppFixture, request: dict[str, Any]) -> Any:
    headers = dict(request["headers"])
    authorization = headers.get("Authorization", "")
    for client in ("demo", "other"):
        if f"{{token of {client}}}" in authorization:
            headers["Authorization"] = f"Bearer {await app_fixture.token(client)}"
    content = None
    if "text" in request:
        content = request["text"].encode()
    elif "body" in request:
        content = json_text(request["body"]).encode()
    return await app_fixture.client.request(
        request["method"], request["path"], content=content, headers=headers
    )


def test_every_endpoint_has_a_golden_of_its_success(app_fixture: AppFixture) -> None:
    """Every route of the dialect has a golden with a success response."""
    routes = [route for route in app_fixture.routes if isinstance(route, Route)]
    unanswered = [
        (route.methods, route.path)
        for route in routes
        if not any(_is_success(route, exchange) for exchange in EXCHANGES)
    ]

    assert len(routes) == 15
    assert unanswered == []


def test_every_error_code_has_a_golden() -> None:
    """Every error code of the dialect has a golden. 408, 413 and 429 have tests of their own."""
    errors = [exchange.values[0]["response"].get("body", {}).get("error") for exchange in EXCHANGES]
    codes = {error["code"] for error in errors if isinstance(error, dict)}

    assert codes == set(MESSAGES) - {408, 413, 429}


def _is_success(route: Route, parameters: Any) -> bool:
    exchange = parameters.values[0]
    request = exchange["request"]
    path = request["path"].rstrip("/")
    scope = {"type": "http", "method": request["method"], "path": path, "headers": []}
    return exchange["response"]["status"] < 400 and route.matches(scope)[0] is Match.FULL
