"""Stories of requests and responses, compared byte by byte, and each valid in the official schema.

A file whose name ends with a version has requests of that version. The exchanges of a file follow each other on one
server, so ids and versions are those of the exchanges before.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from interfaces.http.request.body.reader import json_text, parse_json
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import Platform
from tests.interfaces.dialects.ucp.platforms import VERSION
from tests.interfaces.dialects.ucp.schemas import validate_profile

GOLDEN = Path(__file__).parent / "golden"
STORIES = sorted(each.stem for each in GOLDEN.glob("*.json"))
_OF_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEADERS = ("content-type", "etag", "cache-control", "retry-after", "idempotent-replayed")


@pytest.mark.parametrize("story", STORIES)
async def test_responses_match_their_goldens(app_fixture: AppFixture, story: str) -> None:
    """Status, headers and body are those of the golden."""
    named = _OF_VERSION.search(story)
    platform = Platform(app_fixture, version=VERSION if named is None else named[0])
    for exchange in parse_json((GOLDEN / f"{story}.json").read_bytes()):
        fact, request, expected = exchange["fact"], exchange["request"], exchange["response"]
        answer = await answer_to(platform, request)
        assert answer.status_code == expected["status"], fact
        headers = {name: answer.headers[name] for name in _HEADERS if name in answer.headers}
        assert headers == expected["headers"], fact
        assert answer.content.decode() == json_text(expected["body"]), fact


async def answer_to(platform: Platform, request: dict[str, Any]) -> Any:
    """The response to a request of a golden."""
    if request["path"].startswith("/.well-known"):
        answer = await platform.app_fixture.client.get(request["path"])
        validate_profile(answer.json()["ucp"]["version"], answer.json())
        return answer
    body = None if "body" not in request else json_text(request["body"]).encode()
    headers = dict(request["headers"])
    if body is not None:
        headers["Content-Type"] = "application/json"
    return await platform.ask(request["method"], request["path"], body, **headers)
