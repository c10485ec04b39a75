"""Headers that every answer has, whoever gives it and however it went."""

import httpx
import pytest

from interfaces.bootstrap import create_application
from interfaces.configuration.demo_configuration import demo_configuration
from tests.interfaces.api.api_fixture import ApiFixture
from tests.interfaces.http.every_answer import OF_EVERY_ANSWER

PATHS = (
    "/checkouts/1",
    "/api/orders/1",
    "/v1/checkouts",
    "/checkout_sessions/1",
    "/payments/1/failed",
    "/history/events",
    "/history/checkouts/1",
    "/checkouts/no/such/path",
)


@pytest.fixture
def everything() -> httpx.AsyncClient:
    """The whole application, with no database available."""
    app = create_application(demo_configuration(), "postgresql://nowhere.invalid")
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://t"
    )


@pytest.mark.parametrize("path", PATHS)
async def test_no_answer_of_a_dialect_is_kept(everything: httpx.AsyncClient, path: str) -> None:
    """Nor taken for anything else than it says, nor is its address handed on; refusals included."""
    for method in ("GET", "POST", "DELETE"):
        answer = await everything.request(method, path)
        assert answer.is_error
        assert {name: answer.headers.get(name) for name in OF_EVERY_ANSWER} == OF_EVERY_ANSWER


@pytest.mark.parametrize("path", ["/healthz", "/openapi.json", "/nowhere", "/docs", "/redoc"])
async def test_what_is_about_nobody_may_be_kept(everything: httpx.AsyncClient, path: str) -> None:
    """It has the other headers all the same, and a page has a policy, which lets nobody frame it."""
    answer = await everything.get(path)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    is_page = answer.headers["Content-Type"].startswith("text/html")
    assert is_page == (path in ("/docs", "/redoc"))
    policy = answer.headers.get("Content-Security-Policy", "")
    assert ("default-src 'none'" in policy and "frame-ancestors 'none'" in policy) == is_page


async def test_what_a_dialect_says_stands(everything: httpx.AsyncClient) -> None:
    """What agents look at first may be kept for an hour."""
    answer = await everything.get("/.well-known/acp.json")
    assert answer.headers.get_list("Cache-Control") == ["public, max-age=3600"]


async def test_the_shop_may_frame_the_customers_page() -> None:
    """It has its own policy and keeps it; each header is there once."""
    api = ApiFixture()
    checkout = await api.opened()
    answer = await api.client.get(f"/shopper/{checkout.public_token}/page")
    assert answer.status_code == 200
    (policy,) = answer.headers.get_list("Content-Security-Policy")
    assert "frame-ancestors 'self' https://shop.example" in policy
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers.get_list("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.get_list("Cache-Control") == ["no-cache"]


async def test_a_bug_is_answered_with_them_too() -> None:
    """Though that answer is made outside of all layers."""
    api = ApiFixture()
    checkout = await api.opened()
    api.checkouts.read = _broken  # type: ignore[method-assign,assignment]
    transport = httpx.ASGITransport(api.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        answer = await client.get(f"/shopper/{checkout.public_token}")
    assert answer.status_code == 500
    assert OF_EVERY_ANSWER.items() <= dict(answer.headers).items()


async def _broken(*_: object) -> None:
    raise RuntimeError("a bug")
