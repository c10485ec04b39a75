"""Any input to tillroll's own APIs gets a success or problem details, and never a server error."""

import asyncio
from typing import Any

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.stage import Stage
from tests.examples import examples
from tests.interfaces.api.api_fixture import KEY, TOKEN, ApiFixture, is_problem

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)
ADDRESS = {"address": "Storgatan 1", "city": "Lund", "country": "SE"}
VALID: dict[str, dict[str, Any]] = {
    f"/shopper/{TOKEN}/suspend": {},
    f"/shopper/{TOKEN}/resume": {},
    f"/shopper/{TOKEN}/identify": {
        "type": "business",
        "email": "a@b.example",
        "phone": "+46701",
        "first_name": "A",
        "last_name": "B",
        "national_id": "1",
        "company": "C",
        "organization_number": "2",
        "delivery_address": ADDRESS,
        "billing_address": ADDRESS,
    },
    f"/shopper/{TOKEN}/commit": {"version": 4},
    "/payments/checkout-1/succeeded": {"method": "card", "amount": 24000, "currency": "SEK"},
    "/payments/checkout-1/failed": {"reason": "declined"},
}
PATHS = st.sampled_from(sorted(VALID))
STAGES = st.sampled_from(list(Stage))


def send(stage: Stage, method: str, path: str, **request: Any) -> httpx.Response:
    """Sends one request to a checkout at `stage`. An unexpected error in the server is raised here."""

    async def sent() -> httpx.Response:
        api = ApiFixture()
        async with api.client as client:
            await api.at(stage)
            return await client.request(method, path, **request)

    return asyncio.run(sent())


def is_success_or_client_error(answer: httpx.Response) -> bool:
    """A success in JSON, a preflight's answer without a body, or a problem with a 4xx status."""
    if answer.request.method == "OPTIONS" and answer.status_code == 204:
        return not answer.content
    if answer.is_success:
        return answer.headers["content-type"] == "application/json" and bool(answer.json())
    return 400 <= answer.status_code < 500 and is_problem(answer)


@settings(deadline=None)
@given(stage=STAGES, path=PATHS, body=st.binary(max_size=200))
def test_any_bytes(stage: Stage, path: str, body: bytes) -> None:
    """A body of any bytes, which need not be text."""
    assert is_success_or_client_error(send(stage, "POST", path, content=body, headers=KEY))


@settings(deadline=None)
@given(stage=STAGES, path=PATHS, body=JSON)
def test_any_json(stage: Stage, path: str, body: object) -> None:
    """A body of any JSON value."""
    assert is_success_or_client_error(send(stage, "POST", path, json=body, headers=KEY))


@settings(deadline=None, max_examples=examples(200))
@given(stage=STAGES, path=PATHS, data=st.data())
def test_any_value_in_any_field(stage: Stage, path: str, data: st.DataObject) -> None:
    """A valid body with any values in some fields is accepted, or refused with an error for each field."""
    valid = VALID[path]
    fields = data.draw(st.sets(st.sampled_from([*sorted(valid), "unknown"])))
    changed: dict[str, object] = {field: data.draw(JSON, label=field) for field in sorted(fields)}

    answer = send(stage, "POST", path, json=valid | changed, headers=KEY)

    assert is_success_or_client_error(answer)
    if answer.status_code == 422 and "errors" in answer.json():
        named = {fault["field"].split(".")[0].split("[")[0] for fault in answer.json()["errors"]}
        assert named <= fields | {"company", "organization_number"}


@settings(deadline=None)
@given(
    stage=STAGES,
    method=st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]),
    root=st.sampled_from(["/shopper", "/payments"]),
    rest=st.lists(st.binary(max_size=8), max_size=3),
)
def test_any_path(stage: Stage, method: str, root: str, rest: list[bytes]) -> None:
    """A path of any bytes in any number of segments."""
    path = root + "".join("/" + "".join(f"%{byte:02X}" for byte in part) for part in rest)

    answer = send(stage, method, path, headers=KEY)

    assert is_success_or_client_error(answer) if method != "HEAD" else answer.status_code < 500


@settings(deadline=None)
@given(
    stage=STAGES,
    path=PATHS,
    name=st.sampled_from(
        ["Authorization", "If-Match", "If-None-Match", "Content-Type", "Origin", "X-Request-Id"]
    ),
    value=st.binary(max_size=40).filter(lambda value: not {0, 10, 13} & set(value)),
)
def test_any_header(stage: Stage, path: str, name: str, value: bytes) -> None:
    """A header of any bytes that HTTP allows."""
    headers = {key.encode(): text.encode() for key, text in KEY.items()} | {name.encode(): value}

    assert is_success_or_client_error(send(stage, "POST", path, json=VALID[path], headers=headers))
    assert send(stage, "GET", f"/shopper/{TOKEN}", headers=headers).status_code in (200, 304)
