"""Headers that every response has, including errors."""

import httpx
import pytest

from interfaces.bootstrap import create_application
from interfaces.configuration.demo.configuration import demo_configuration
from tests.interfaces.api.api_fixture import ApiFixture
from tests.interfaces.http.every_answer import OF_EVERY_ANSWER
from tests.master_key import MASTER_KEYS

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
def client() -> httpx.AsyncClient:
    """A client of the whole application, without a database."""
    app = create_application(
        demo_configuration(), "postgresql://nowhere.invalid", master_keys=MASTER_KEYS
    )
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://t"
    )


@pytest.mark.parametrize("path", PATHS)
async def test_responses_of_a_dialect_are_not_cached(client: httpx.AsyncClient, path: str) -> None:
    """Responses of a dialect, including errors, have no-store, nosniff and no-referrer."""
    for method in ("GET", "POST", "DELETE"):
        answer = await client.request(method, path)
        assert answer.is_error
        assert {name: answer.headers.get(name) for name in OF_EVERY_ANSWER} == OF_EVERY_ANSWER


@pytest.mark.parametrize("path", ["/healthz", "/openapi.json", "/nowhere", "/docs", "/docs/walley"])
async def test_public_responses_have_security_headers(client: httpx.AsyncClient, path: str) -> None:
    """Responses without personal data have nosniff and no-referrer. HTML pages have a policy that forbids framing."""
    answer = await client.get(path)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    is_page = answer.headers["Content-Type"].startswith("text/html")
    assert is_page == path.startswith("/docs")
    policy = answer.headers.get("Content-Security-Policy", "")
    assert ("default-src 'none'" in policy and "frame-ancestors 'none'" in policy) == is_page


async def test_a_dialect_can_set_its_own_cache_control(client: httpx.AsyncClient) -> None:
    """The ACP discovery document may be cached for an hour."""
    answer = await client.get("/.well-known/acp.json")
    assert answer.headers.get_list("Cache-Control") == ["public, max-age=3600"]


async def test_the_shop_can_frame_the_checkout_page() -> None:
    """The checkout page keeps its own policy, which allows the shop's frame, and has each header once."""
    api = ApiFixture()
    checkout = await api.opened()
    answer = await api.client.get(f"/shopper/{checkout.public_token}/page")
    assert answer.status_code == 200
    (policy,) = answer.headers.get_list("Content-Security-Policy")
    assert "frame-ancestors 'self' https://shop.example" in policy
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers.get_list("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.get_list("Cache-Control") == ["no-cache"]


async def test_an_unexpected_error_has_the_headers() -> None:
    """The 500 of an unexpected error has the headers, although the outermost middleware makes it."""
    api = ApiFixture()
    checkout = await api.opened()
    api.checkouts.read = _raise  # type: ignore[method-assign,assignment]
    transport = httpx.ASGITransport(api.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        answer = await client.get(f"/shopper/{checkout.public_token}")
    assert answer.status_code == 500
    assert OF_EVERY_ANSWER.items() <= dict(answer.headers).items()


async def _raise(*_: object) -> None:
    raise RuntimeError("a bug")
