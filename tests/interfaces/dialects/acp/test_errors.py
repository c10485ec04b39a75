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
from tests.interfaces.http.test_problem_details import leaves

KEY = {"Authorization": "Bearer sk_test_demo"}
OTHER = {"Authorization": "Bearer sk_test_other"}


def error(answer: httpx.Response) -> tuple[int, str, str | None]:
    body = answer.json()
    return answer.status_code, body["code"], body.get("param")


@pytest.mark.parametrize("rows", [REFUSALS, STATESET_REFUSALS], ids=["acp", "stateset"])
def test_every_refusal_has_a_status_and_a_message(rows: ErrorTable[Any]) -> None:
    """Every refusal of the domain has a client error status and a message of its own in both dialects."""
    general = MESSAGES[Refusal]

    assert all(400 <= rows[kind].status < 500 for kind in leaves(Refusal))
    assert [kind for kind in leaves(Refusal) if MESSAGES[kind] == general] == []


@pytest.mark.parametrize(
    ("version", "code"),
    [
        (None, "missing_api_version"),
        ("", "unsupported_api_version"),
        ("2024-01-01", "unsupported_api_version"),
        ("2025-12-12", "unsupported_api_version"),
    ],
)
@pytest.mark.parametrize(("method", "path"), [("POST", ROOT), ("GET", f"{ROOT}/x")])
async def test_a_missing_or_unknown_version_is_refused(
    app_fixture: AppFixture, version: str | None, code: str, method: str, path: str
) -> None:
    """Without a version and a default, and with an unknown version, the error lists the supported versions."""
    headers = OTHER if version is None else {**OTHER, "API-Version": version}
    answer = await app_fixture.client.request(method, path, headers=headers)
    assert error(answer)[:2] == (400, code)
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
async def test_missing_and_insufficient_keys_are_refused(
    agent: Agent, authorization: str, expected: Any
) -> None:
    """A missing or unknown key gets 401, and a read-only key gets 403 for a change."""
    body = agent.creation(("item_123", 1))
    answer = await agent.ask("POST", ROOT, body, Authorization=authorization)
    assert error(answer) == expected


async def test_a_session_of_another_merchant_gets_404(agent: Agent) -> None:
    """Another merchant gets 404 when it reads, updates, cancels or completes the session."""
    session = await agent.create(("item_123", 1))
    other = Agent(agent.app_fixture, agent.version, key="sk_test_other")
    for answer in (
        await other.read(session),
        await other.update(session, agent.items_body(("item_123", 2))),
        await other.cancel(session),
        await other.pay(session),
    ):
        assert error(answer)[:2] == (404, "not_found")


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "2", None, True, 10**30])
async def test_an_invalid_quantity_is_refused(agent: Agent, quantity: Any) -> None:
    """A quantity that is no whole number from 1 is refused, with the path to the quantity."""
    body = agent.creation(("item_123", quantity))
    name = "items" if agent.is_first else "line_items"
    code = "missing" if quantity is None else "invalid"
    answer = await agent.ask("POST", ROOT, body)
    assert error(answer) == (400, code, f"$.{name}[0].quantity")


async def test_unknown_items_and_options_are_refused(agent: Agent) -> None:
    """The error has the path to the unknown id in the request."""
    name = "items" if agent.is_first else "line_items"
    unknown = agent.creation(("item_123", 1), ("item_999", 1))
    answer = await agent.ask("POST", ROOT, unknown)
    assert error(answer) == (400, "invalid", f"$.{name}[1].id")
    session = await agent.create(("item_123", 1))
    path = (
        "$.fulfillment_option_id"
        if agent.is_first
        else "$.selected_fulfillment_options[0].option_id"
    )
    assert error(await agent.update(session, agent.option_body("owl"))) == (400, "invalid", path)
    assert (await agent.read(session)).json() == session


async def test_too_many_items_are_one_error(agent: Agent) -> None:
    """10,000 items get one error for the array."""
    name = "items" if agent.is_first else "line_items"
    answer = await agent.ask("POST", ROOT, agent.creation(*[("item_123", 1)] * 10_000))
    assert error(answer) == (400, "invalid", f"$.{name}")


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
async def test_a_creation_without_required_fields_is_refused(
    app_fixture: AppFixture, version: str, change: dict[str, Any], expected: tuple[str, str]
) -> None:
    """The versions of 2026 require and check fields in addition to the items."""
    agent = Agent(app_fixture, version)
    body = {**agent.creation(("item_123", 1)), **change}
    assert error(await agent.ask("POST", ROOT, body)) == (400, *expected)


async def test_payment_data_without_a_token_or_with_an_unknown_provider_is_refused(
    agent: Agent,
) -> None:
    """A payment needs a token, and a provider that the shop has."""
    session = await agent.create(("item_123", 1))
    path = f"{ROOT}/{session['id']}/complete"
    assert error(await agent.ask("POST", path, {})) == (400, "missing", "$.payment_data")
    no_token = agent.payment_body("")
    answer = await agent.ask("POST", path, no_token)
    inner = "token" if agent.is_first else "instrument.credential.token"
    assert error(answer) == (400, "missing", f"$.payment_data.{inner}")
    other = "provider" if agent.is_first else "handler_id"
    body = agent.payment_body()
    body["payment_data"][other] = "somebody"
    answer = await agent.ask("POST", path, body)
    assert error(answer) == (400, "invalid", f"$.payment_data.{other}")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b"null", b"1"])
async def test_unreadable_bodies_get_400(agent: Agent, content: bytes) -> None:
    """A body that is no JSON object gets 400 in the version's error format."""
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
async def test_locks_and_outages_have_their_own_errors(
    agent: Agent, state: str, expected: tuple[int, str]
) -> None:
    """Locks, outages and unexpected errors have their own status and code."""
    session = await agent.create(("item_123", 1))
    await agent.app_fixture.bring(session["id"], state)
    assert error(await agent.pay(session))[:2] == expected


async def test_idempotency_conflicts_and_stale_versions_have_valid_errors(agent: Agent) -> None:
    """A reused key and an outdated If-Match get valid errors. 2026-04-17 requires a key for every POST."""
    session = await agent.create(("item_123", 1))
    path = f"{ROOT}/{session['id']}"
    first = await agent.ask("POST", path, agent.option_body("shipping_fast"), Idempotency_Key="k")
    other = await agent.ask("POST", path, agent.items_body(("item_456", 1)), Idempotency_Key="k")
    assert first.status_code == 200
    assert error(other)[:2] == (409 if agent.is_first else 422, "idempotency_conflict")
    stale = await agent.ask("POST", path, agent.items_body(("item_456", 1)), If_Match='"1"')
    assert error(stale)[0] == 412
    headers = {**KEY, "API-Version": agent.version}
    for tail, body in (
        ("", agent.items_body(("item_456", 1))),
        ("/complete", agent.payment_body()),
        ("/cancel", None),
    ):
        answer = await agent.app_fixture.client.post(path + tail, headers=headers, json=body)
        if agent.version == V3:
            validate(V3, "Error", answer.json())
            assert error(answer) == (400, "idempotency_key_required", None)
        else:
            assert answer.status_code != 400


async def test_unknown_paths_methods_and_media_types_have_valid_errors(agent: Agent) -> None:
    """404, 405, 413 and 415 have the dialect's error format."""
    assert (await agent.ask("GET", f"{ROOT}/x/y/z")).status_code == 404
    assert (await agent.ask("GET", f"{ROOT}/%00")).status_code == 404
    wrong = await agent.ask("DELETE", f"{ROOT}/x")
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET, HEAD, POST")
    form = await agent.ask("POST", ROOT, b"a=1", Content_Type="text/plain")
    assert form.status_code == 415
    large = await agent.ask("POST", ROOT, b"x" * 2_000_000)
    assert large.status_code == 413


def test_the_tests_cover_every_version() -> None:
    """The versions of these tests are all versions of the dialect."""
    assert tuple(SPOKEN) == VERSIONS


@pytest.mark.skipif(not SCHEMAS.exists(), reason=NOT_HERE)
@pytest.mark.parametrize("version", VERSIONS)
def test_an_invalid_response_fails_the_validation(version: str) -> None:
    """The validation detects an invalid error. It is skipped if the schemas are not available."""
    with pytest.raises(AssertionError, match='"code" is a required property'):
        validate(version, "Error", {"type": "invalid_request", "message": "No."})
