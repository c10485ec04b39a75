"""Requests without `API-Version`, of which there are many, since most public clients send none."""

from typing import get_args, get_type_hints

import pytest

from interfaces.dialects.acp.versions.negotiation import VERSIONS
from interfaces.dialects.session.settings import SellingSettings
from tests.interfaces.dialects.acp.agent import ROOT, V3, Agent
from tests.interfaces.dialects.acp.agent import VERSIONS as SPOKEN
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.stateset.asking import KEY, OTHER

ASKED = {"line_items": [{"id": "item_123"}]}


async def test_a_default_version(app_fixture: AppFixture) -> None:
    """The version is the merchant's default, and every response names it, errors too."""
    headers = {**KEY, "Idempotency-Key": "1"}
    created = await app_fixture.client.post(ROOT, headers=headers, json=ASKED)
    assert (created.status_code, created.headers["API-Version"]) == (201, V3)
    assert created.json()["protocol"]["version"] == V3
    path = f"{ROOT}/{created.json()['id']}"
    read = await app_fixture.client.get(path, headers=KEY)
    assert (read.json(), read.headers["API-Version"]) == (created.json(), V3)
    again = await app_fixture.client.post(ROOT, headers=headers, json=ASKED)
    assert (again.content, again.headers["API-Version"]) == (created.content, V3)
    other = await app_fixture.client.post(ROOT, headers=headers, json={})
    assert (other.status_code, other.headers["API-Version"]) == (422, V3)
    keyless = await app_fixture.client.post(path, headers=KEY, json={})
    assert keyless.json()["code"] == "idempotency_key_required"


async def test_no_default_version(app_fixture: AppFixture) -> None:
    """The request is refused, and the error lists the supported versions."""
    refused = await app_fixture.client.post(ROOT, headers=OTHER, json=ASKED)
    assert (refused.status_code, refused.json()["code"]) == (400, "missing_api_version")
    assert refused.json()["supported_versions"] == list(SPOKEN)
    assert "API-Version" not in refused.headers


@pytest.mark.parametrize("headers", [{}, {"API-Version": "1"}, {"Authorization": "Bearer x"}])
async def test_the_key_comes_first(app_fixture: AppFixture, headers: dict[str, str]) -> None:
    """A request without an API key is refused before its version is read."""
    for answer in (
        await app_fixture.client.post(ROOT, headers=headers, json=ASKED),
        await app_fixture.client.get(f"{ROOT}/1", headers=headers),
    ):
        assert answer.status_code == 401


async def test_the_version_of_a_request_goes_first(agent: Agent) -> None:
    """What a request names is what it gets, whatever the default is."""
    answer = await agent.ask("POST", ROOT, agent.creation(("item_123", 1)))
    assert answer.headers["API-Version"] == agent.version


def test_every_version_can_be_the_default() -> None:
    """The setting accepts each supported version, and no other."""
    (literal, _) = get_args(get_type_hints(SellingSettings)["default_version"])
    assert set(get_args(literal)) == set(VERSIONS)
