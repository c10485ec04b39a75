"""Which other origins a browser lets use the customer's page: those of the checkout's own shop."""

import httpx
import pytest

from tests.interfaces.api.api_fixture import TOKEN, ApiFixture, is_problem

SHOP = {"Origin": "https://shop.example"}
STRANGERS = [
    "https://evil.example",
    "http://shop.example",
    "https://shop.example:8443",
    "https://shop.example.evil.example",
    "https://SHOP.example/",
    "null",
]
ASKING = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type,if-match",
}


def granted(answer: httpx.Response) -> dict[str, str]:
    """All that an answer allows other origins."""
    return {name: value for name, value in answer.headers.items() if name.startswith("access-")}


@pytest.mark.parametrize("path", [f"/shopper/{TOKEN}", f"/shopper/{TOKEN}/commit"])
async def test_a_preflight_of_the_shop_is_answered(api: ApiFixture, path: str) -> None:
    """It may send GET and POST, JSON bodies, preconditions and the secret of its page, without cookies."""
    await api.opened()
    answer = await api.client.options(path, headers=SHOP | ASKING)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "https://shop.example"
    assert answer.headers["access-control-allow-methods"] == "GET, POST"
    allowed = answer.headers["access-control-allow-headers"].lower().split(", ")
    assert {"content-type", "if-match", "if-none-match", "page-secret"} <= set(allowed)
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origin", STRANGERS)
async def test_a_preflight_of_another_origin_allows_nothing(api: ApiFixture, origin: str) -> None:
    """So its browser sends no change."""
    await api.opened()
    answer = await api.client.options(
        f"/shopper/{TOKEN}/suspend", headers=ASKING | {"Origin": origin}
    )
    assert granted(answer) == {}


@pytest.mark.parametrize("origin", STRANGERS)
async def test_an_answer_cannot_be_read_from_another_origin(api: ApiFixture, origin: str) -> None:
    """Also where it has no customer."""
    await api.opened()
    answer = await api.client.get(f"/shopper/{TOKEN}", headers={"Origin": origin})
    assert granted(answer) == {}
    assert "Origin" in answer.headers["vary"]


async def test_an_answer_can_be_read_from_the_shops_origin(api: ApiFixture) -> None:
    """The shop's page may read body, ETag and the secret of its own identification; caches keep it apart."""
    await api.opened()
    answer = await api.client.get(f"/shopper/{TOKEN}", headers=SHOP)
    assert answer.headers["access-control-allow-origin"] == "https://shop.example"
    assert {"ETag", "Page-Secret"} <= set(
        answer.headers["access-control-expose-headers"].split(", ")
    )
    assert answer.headers["vary"] == "Origin, Page-Secret"


@pytest.mark.parametrize(
    ("method", "path", "status"), [("POST", "/commit", 400), ("GET", "?version=0", 400)]
)
async def test_a_problem_can_be_read_from_the_shops_origin(
    api: ApiFixture, method: str, path: str, status: int
) -> None:
    """A page that cannot read why it was refused cannot tell its customer."""
    await api.opened()
    answer = await api.client.request(method, f"/shopper/{TOKEN}{path}", headers=SHOP)
    assert is_problem(answer)
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == "https://shop.example"


@pytest.mark.parametrize("path", ["/shopper/x", "/shopper/x/y", "/shopper", "/shopper/"])
async def test_a_checkout_that_does_not_exist_is_open_to_nobody(api: ApiFixture, path: str) -> None:
    """No shop is known then."""
    for answer in (
        await api.client.options(path, headers=SHOP | ASKING),
        await api.client.get(path, headers=SHOP),
    ):
        assert granted(answer) == {}


async def test_a_checkout_without_pages_of_a_shop_is_open_to_nobody(api: ApiFixture) -> None:
    """As a session of an agent; its customer has tillroll's own page."""
    await api.opened(dialect="acp")
    assert granted(await api.client.get(f"/shopper/{TOKEN}", headers=SHOP)) == {}


@pytest.mark.parametrize(
    "path", ["/payments/x/succeeded", "/checkouts/x", "/shoppers/x", "/", "/openapi.json"]
)
async def test_nothing_else_is_opened(api: ApiFixture, path: str) -> None:
    """Paths outside /shopper answer without a word to other origins, preflights included."""
    for answer in (
        await api.client.options(path, headers=SHOP | ASKING),
        await api.client.get(path, headers=SHOP),
    ):
        assert granted(answer) == {}
