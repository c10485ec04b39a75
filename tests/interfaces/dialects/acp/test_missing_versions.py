"""Requests without `API-Version`, which most public clients do not send."""

from typing import get_args, get_type_hints

import pytest

from interfaces.dialects.acp.versions.negotiation import VERSIONS
from interfaces.dialects.session.settings import SellingSettings
from tests.interfaces.dialects.acp.agent import ROOT, V3, Agent
from tests.interfaces.dialects.acp.agent import VERSIONS as SPOKEN
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY, OTHER

BODY = {"line_items": [{"id": "item_123"}]}


async def test_a_request_without_a_version_gets_the_default(app_fixture: AppFixture) -> None:
    """The merchant's default version applies, and every response names it, including errors."""
    headers = {**KEY, "Idempotency-Key": "1"}
    created = await app_fixture.client.post(ROOT, headers=headers, json=BODY)
    assert (created.status_code, created.headers["API-Version"]) == (201, V3)
    assert created.json()["protocol"]["version"] == V3
    path = f"{ROOT}/{created.json()['id']}"
    read = await app_fixture.client.get(path, headers=KEY)
    assert (read.json(), read.headers["API-Version"]) == (created.json(), V3)
    again = await app_fixture.client.post(ROOT, headers=headers, json=BODY)
    assert (again.content, again.headers["API-Version"]) == (created.content, V3)
    other = await app_fixture.client.post(ROOT, headers=headers, json={})
    assert (other.status_code, other.headers["API-Version"]) == (422, V3)
    keyless = await app_fixture.client.post(path, headers=KEY, json={})
    assert keyless.json()["code"] == "idempotency_key_required"


async def test_a_request_without_a_version_or_a_default_is_refused(app_fixture: AppFixture) -> None:
    """Without a default version the request is refused, and the error lists the supported versions."""
    refused = await app_fixture.client.post(ROOT, headers=OTHER, json=BODY)
    assert (refused.status_code, refused.json()["code"]) == (400, "missing_api_version")
    assert refused.json()["supported_versions"] == list(SPOKEN)
    assert "API-Version" not in refused.headers


@pytest.mark.parametrize("headers", [{}, {"API-Version": "1"}, {"Authorization": "Bearer x"}])
async def test_the_api_key_is_checked_before_the_version(
    app_fixture: AppFixture, headers: dict[str, str]
) -> None:
    """A request without an API key is refused before its version is read."""
    for answer in (
        await app_fixture.client.post(ROOT, headers=headers, json=BODY),
        await app_fixture.client.get(f"{ROOT}/1", headers=headers),
    ):
        assert answer.status_code == 401


async def test_the_version_of_a_request_overrides_the_default(agent: Agent) -> None:
    """The version in the request applies, whatever the default is."""
    answer = await agent.ask("POST", ROOT, agent.creation(("item_123", 1)))
    assert answer.headers["API-Version"] == agent.version


def test_every_version_can_be_the_default() -> None:
    """The setting accepts each supported version, and no other."""
    (literal, _) = get_args(get_type_hints(SellingSettings)["default_version"])
    assert set(get_args(literal)) == set(VERSIONS)
