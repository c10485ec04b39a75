"""HEAD has the status and headers of GET without the body (RFC 9110 §9.3.2)."""

import pytest
from httpx import AsyncClient, Response

from tests.interfaces.api.api_fixture import TOKEN, ApiFixture
from tests.interfaces.api.history.app_fixture import HISTORY
from tests.interfaces.api.history.app_fixture import AppFixture as HistoryFixture
from tests.interfaces.api.history.dispute import ID
from tests.interfaces.dialects.walley.app_fixture import CREATION
from tests.interfaces.dialects.walley.app_fixture import AppFixture as WalleyFixture

_HISTORY = f"/history/checkouts/{ID}"


async def both(
    client: AsyncClient, path: str, headers: dict[str, str]
) -> tuple[Response, Response]:
    """The responses to GET and to HEAD."""
    return await client.get(path, headers=headers), await client.head(path, headers=headers)


def require_only_headers(got: Response, head: Response) -> None:
    """HEAD has the status and the headers of GET, and no body."""
    assert (head.status_code, dict(head.headers)) == (got.status_code, dict(got.headers))
    assert int(head.headers["content-length"]) == len(got.content) > 0
    assert head.content == b""


@pytest.mark.parametrize(
    "path",
    [
        _HISTORY,
        f"{_HISTORY}?version=2",
        f"{_HISTORY}/events",
        f"{_HISTORY}/events/",
        f"{_HISTORY}/nothing",
        "/history/events?q=coffee",
        "/history/events?limit=x",
        "/openapi.json",
        "/docs",
        "/nothing",
    ],
)
async def test_head_in_the_history_api(path: str) -> None:
    """HEAD matches GET for successes, refusals, unknown paths and the documentation."""
    app_fixture = HistoryFixture()
    await app_fixture.opened()
    require_only_headers(*await both(app_fixture.client, path, HISTORY))


async def test_head_without_a_key_gets_401() -> None:
    """HEAD without a key gets 401 with WWW-Authenticate, as GET does."""
    app_fixture = HistoryFixture()
    got, head = await both(app_fixture.client, "/history/events", {})
    require_only_headers(got, head)
    assert head.status_code == 401
    assert head.headers["WWW-Authenticate"]


async def test_head_with_a_known_etag_gets_304() -> None:
    """HEAD with a matching If-None-Match gets 304 with the ETag, as GET does."""
    app_fixture = HistoryFixture()
    await app_fixture.opened()
    tag = (await app_fixture.client.head(_HISTORY, headers=HISTORY)).headers["ETag"]
    got, head = await both(app_fixture.client, _HISTORY, HISTORY | {"If-None-Match": tag})
    assert head.status_code == got.status_code == 304
    assert head.headers["ETag"] == got.headers["ETag"] == tag


@pytest.mark.parametrize("rest", ["", "/"])
async def test_head_in_the_shopper_api(rest: str) -> None:
    """HEAD matches GET for the state, and is open to the shop's origin as GET is."""
    api = ApiFixture()
    await api.opened()
    shop = {"Origin": "https://shop.example"}
    got, head = await both(api.client, f"/shopper/{TOKEN}{rest}", shop)
    require_only_headers(got, head)
    assert head.headers["Access-Control-Allow-Origin"] == "https://shop.example"


@pytest.mark.parametrize(("rest", "status"), [("", 200), ("/", 200), ("0", 404), ("/cart", 405)])
async def test_head_for_directly_called_endpoints(rest: str, status: int) -> None:
    """HEAD matches GET for a Walley checkout, an unknown id, and a path that accepts only PUT."""
    app_fixture = WalleyFixture()
    created = (await app_fixture.ask("POST", "/checkouts", CREATION)).json()["data"]
    path = f"/checkouts/{created['privateId']}{rest}"
    got, head = [
        await app_fixture.ask(method, path, None, X_Request_Id="same") for method in ("GET", "HEAD")
    ]
    assert head.status_code == status
    require_only_headers(got, head)


async def test_a_path_without_get_refuses_head() -> None:
    """A path without GET answers HEAD with 405 without a body, and Allow does not list HEAD."""
    api = ApiFixture()
    head = await api.client.head(f"/shopper/{TOKEN}/commit")
    assert (head.status_code, head.headers["Allow"], head.content) == (405, "OPTIONS, POST", b"")


async def test_allow_lists_head_with_get() -> None:
    """Allow lists HEAD wherever it lists GET, also outside of every dialect."""
    api = ApiFixture()
    for path in (f"/shopper/{TOKEN}/page", "/openapi.json"):
        answer = await api.client.delete(path)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


async def test_openapi_documents_no_head() -> None:
    """OpenAPI lists GET alone, since HEAD follows from it."""
    document = (await ApiFixture().client.get("/openapi.json")).json()
    assert all("head" not in operations for operations in document["paths"].values())
