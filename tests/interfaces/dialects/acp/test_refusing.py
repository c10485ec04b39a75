"""Errors in every version, each valid in the schema of its version."""

from typing import Any

import httpx
import pytest

from domain.refusals import Refusal
from interfaces.dialects.acp.errors import REFUSALS
from interfaces.dialects.acp.versions.negotiation import VERSIONS as SPOKEN
from interfaces.dialects.session.errors import MESSAGES
from interfaces.dialects.stateset.errors import REFUSALS as STATESET_REFUSALS
from interfaces.http.errors.table import ErrorTable
from tests.interfaces.dialects.acp.agent import ROOT, V2, V3, VERSIONS, Agent
from tests.interfaces.dialects.acp.schemas import NOT_HERE, SCHEMAS, validate
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture
from tests.interfaces.http.test_own_problems import leaves

KEY = {"Authorization": "Bearer sk_test_demo"}
OTHER = {"Authorization": "Bearer sk_test_other"}


def said(answer: httpx.Response) -> tuple[int, str, str | None]:
    body = answer.json()
    return answer.status_code, body["code"], body.get("param")


@pytest.mark.parametrize("rows", [REFUSALS, STATESET_REFUSALS], ids=["acp", "stateset"])
def test_every_refusal_has_a_row(rows: ErrorTable[Any]) -> None:
    """Every refusal of the domain resolves to a client error and to a message of its own in both dialects."""
    general = MESSAGES[Refusal]

    assert all(400 <= rows[kind].status < 500 for kind in leaves(Refusal))
    assert [kind for kind in leaves(Refusal) if MESSAGES[kind] == general] == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (None, "missing_api_version"),
        ("", "unsupported_api_version"),
        ("2024-01-01", "unsupported_api_version"),
        ("2025-12-12", "unsupported_api_version"),
    ],
)
@pytest.mark.parametrize(("method", "path"), [("POST", ROOT), ("GET", f"{ROOT}/x")])
async def test_the_version_has_to_be_named(
    app_fixture: AppFixture, asked: str | None, code: str, method: str, path: str
) -> None:
    """Without a version and a default, and with an unknown version, the error lists the supported versions."""
    headers = OTHER if asked is None else {**OTHER, "API-Version": asked}
    answer = await app_fixture.client.request(method, path, headers=headers)
    assert said(answer)[:2] == (400, code)
    assert answer.json()["supported_versions"] == list(VERSIONS)
    validate(V3, "Error", answer.json())


@pytest.mark.parametrize(
    ("authorization", "expected"),
    [
        ("", (401, "missing_api_key", None)),
        ("Bearer nobody", (401, "invalid_api_key", None)),
        ("Bearer rk_test_demo_read", (403, "insufficient_permissions", None)),
    ],
)
async def test_keys_and_scopes(agent: Agent, authorization: str, expected: Any) -> None:
    """The keys and scopes of StateSet."""
    body = agent.creation(("item_123", 1))
    answer = await agent.ask("POST", ROOT, body, Authorization=authorization)
    assert said(answer) == expected


async def test_one_merchant_never_sees_anothers(agent: Agent) -> None:
    """It is not there, to be read or changed."""
    session = await agent.create(("item_123", 1))
    stranger = Agent(agent.app_fixture, agent.version, key="sk_test_other")
    for answer in (
        await stranger.read(session),
        await stranger.update(session, agent.wanting(("item_123", 2))),
        await stranger.cancel(session),
        await stranger.pay(session),
    ):
        assert said(answer)[:2] == (404, "not_found")


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "2", None, True, 10**30])
async def test_quantities(agent: Agent, quantity: Any) -> None:
    """A quantity is a whole number from 1; the path leads to it."""
    body = agent.creation(("item_123", quantity))
    name = "items" if agent.is_first else "line_items"
    code = "missing" if quantity is None else "invalid"
    answer = await agent.ask("POST", ROOT, body)
    assert said(answer) == (400, code, f"$.{name}[0].quantity")


async def test_what_is_not_sold_or_offered(agent: Agent) -> None:
    """The path leads to the id in the request."""
    name = "items" if agent.is_first else "line_items"
    unknown = agent.creation(("item_123", 1), ("item_999", 1))
    answer = await agent.ask("POST", ROOT, unknown)
    assert said(answer) == (400, "invalid", f"$.{name}[1].id")
    session = await agent.create(("item_123", 1))
    path = (
        "$.fulfillment_option_id"
        if agent.is_first
        else "$.selected_fulfillment_options[0].option_id"
    )
    assert said(await agent.update(session, agent.choosing("owl"))) == (400, "invalid", path)
    assert (await agent.read(session)).json() == session


async def test_too_many_items(agent: Agent) -> None:
    """10,000 lines are one fault."""
    name = "items" if agent.is_first else "line_items"
    answer = await agent.ask("POST", ROOT, agent.creation(*[("item_123", 1)] * 10_000))
    assert said(answer) == (400, "invalid", f"$.{name}")


@pytest.mark.parametrize("version", [V2, V3])
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"currency": "eur"}, ("invalid", "$.currency")),
        ({"currency": None}, ("missing", "$.currency")),
        ({"capabilities": None}, ("missing", "$.capabilities")),
        ({"capabilities": []}, ("invalid", "$.capabilities")),
        ({"line_items": None}, ("missing", "$.line_items")),
        ({"buyer": {}}, ("missing", "$.buyer.email")),
        ({"buyer": {"email": "nobody"}}, ("invalid", "$.buyer.email")),
        (
            {"fulfillment_details": {"email": "x"}},
            ("invalid", "$.fulfillment_details.email"),
        ),
        (
            {"fulfillment_details": {"address": {**ADDRESS, "country": "USA"}}},
            ("invalid", "$.fulfillment_details.address.country"),
        ),
    ],
)
async def test_faulty_creations(
    app_fixture: AppFixture, version: str, change: dict[str, Any], expected: tuple[str, str]
) -> None:
    """The fields that the versions of 2026 require beyond the items."""
    agent = Agent(app_fixture, version)
    body = {**agent.creation(("item_123", 1)), **change}
    assert said(await agent.ask("POST", ROOT, body)) == (400, *expected)


async def test_faulty_payments(agent: Agent) -> None:
    """Without a token, or for a provider that the shop does not have."""
    session = await agent.create(("item_123", 1))
    path = f"{ROOT}/{session['id']}/complete"
    assert said(await agent.ask("POST", path, {})) == (400, "missing", "$.payment_data")
    no_token = agent.paying("")
    answer = await agent.ask("POST", path, no_token)
    inner = "token" if agent.is_first else "instrument.credential.token"
    assert said(answer) == (400, "missing", f"$.payment_data.{inner}")
    other = "provider" if agent.is_first else "handler_id"
    body = agent.paying()
    body["payment_data"][other] = "somebody"
    answer = await agent.ask("POST", path, body)
    assert said(answer) == (400, "invalid", f"$.payment_data.{other}")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b"null", b"1"])
async def test_bodies_that_are_none(agent: Agent, content: bytes) -> None:
    """What cannot be read is refused in the version's own shape."""
    assert (await agent.ask("POST", ROOT, content)).status_code == 400


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("another change comes first", (409, "conflict")),
        ("the database is away", (503, "service_unavailable")),
        ("a bug", (500, "processing_error")),
        ("suspended", (409, "conflict")),
    ],
)
async def test_other_ways_to_say_no(agent: Agent, state: str, expected: tuple[int, str]) -> None:
    """Locks and outages have their own words."""
    session = await agent.create(("item_123", 1))
    await agent.app_fixture.bring(session["id"], state)
    assert said(await agent.pay(session))[:2] == expected


async def test_keys_that_are_used_or_missing(agent: Agent) -> None:
    """What is said about keys and stale versions is valid too; every POST of the newest version needs a key."""
    session = await agent.create(("item_123", 1))
    path = f"{ROOT}/{session['id']}"
    first = await agent.ask("POST", path, agent.choosing("shipping_fast"), Idempotency_Key="k")
    other = await agent.ask("POST", path, agent.wanting(("item_456", 1)), Idempotency_Key="k")
    assert first.status_code == 200
    assert said(other)[:2] == (409 if agent.is_first else 422, "idempotency_conflict")
    stale = await agent.ask("POST", path, agent.wanting(("item_456", 1)), If_Match='"1"')
    assert said(stale)[0] == 412
    headers = {**KEY, "API-Version": agent.version}
    for tail, body in (
        ("", agent.wanting(("item_456", 1))),
        ("/complete", agent.paying()),
        ("/cancel", None),
    ):
        answer = await agent.app_fixture.client.post(path + tail, headers=headers, json=body)
        if agent.version == V3:
            validate(V3, "Error", answer.json())
            assert said(answer) == (400, "idempotency_key_required", None)
        else:
            assert answer.status_code != 400


async def test_paths_and_methods(agent: Agent) -> None:
    """Under the prefixes everything has the dialect's shape."""
    assert (await agent.ask("GET", f"{ROOT}/x/y/z")).status_code == 404
    assert (await agent.ask("GET", f"{ROOT}/%00")).status_code == 404
    wrong = await agent.ask("DELETE", f"{ROOT}/x")
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET, HEAD, POST")
    form = await agent.ask("POST", ROOT, b"a=1", Content_Type="text/plain")
    assert form.status_code == 415
    large = await agent.ask("POST", ROOT, b"x" * 2_000_000)
    assert large.status_code == 413


def test_these_are_all_versions() -> None:
    """The tests speak every version that the dialect speaks."""
    assert tuple(SPOKEN) == VERSIONS


@pytest.mark.skipif(not SCHEMAS.exists(), reason=NOT_HERE)
@pytest.mark.parametrize("version", VERSIONS)
def test_answers_are_held_against_the_official_schemas(version: str) -> None:
    """Wherever the schemas are at hand, no answer of these tests goes unchecked; without them this one is skipped."""
    with pytest.raises(AssertionError, match="'code' is a required property"):
        validate(version, "Error", {"type": "invalid_request", "message": "No."})
