"""What holds for every route of the whole application, before anybody is identified: HEAD and request ids."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import APIRoute
from msgspec.structs import replace
from starlette.routing import Route

from interfaces.bootstrap import create_application
from interfaces.configuration.demo.configuration import demo_configuration
from tests.master_key import MASTER_KEYS

# Answers with what the database has, and there is none here.
_PROBES = ("/readyz", "/metrics")
_FILLED = {
    "{delivery_id}": "1",
    "{version}": "1",
    "{store_id}": "1001",
    "{file_name}": "none.css",
}


def _requests() -> Iterator[tuple[str, str]]:
    """Yield the method and path of every route."""
    app = create_application(demo_configuration(), "postgresql://nowhere", master_keys=MASTER_KEYS)
    for included in app.routes:
        router = getattr(included, "original_router", None)
        for route in (included,) if router is None else router.routes:
            assert isinstance(route, APIRoute | Route), route
            path = route.path
            for name, value in _FILLED.items():
                path = path.replace(name, value)
            path = path.replace("{", "").replace("}", "")
            if path not in _PROBES:
                yield from (
                    (method, path) for method in sorted(route.methods or ()) if method != "HEAD"
                )


REQUESTS = sorted(set(_requests()))
READS = [path for method, path in REQUESTS if method == "GET"]


@pytest.fixture(scope="module")
def client() -> httpx.AsyncClient:
    """A client of the whole application, without a database. Its many requests are not limited."""
    demo = demo_configuration()
    limits = replace(
        demo.limits,
        address_requests=1_000_000,
        public_token_requests=1_000_000,
        token_requests=1_000_000,
        failed_sign_ins=1_000_000,
        failed_sign_ins_of_address=1_000_000,
        failed_sign_ins_of_name=1_000_000,
    )
    app = create_application(
        replace(demo, limits=limits), "postgresql://nowhere.invalid", master_keys=MASTER_KEYS
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://t")


@pytest.mark.parametrize(("method", "path"), REQUESTS)
async def test_every_answer_has_the_id_of_its_request(
    client: httpx.AsyncClient, method: str, path: str
) -> None:
    """The id is the sent one where it is well-formed, and otherwise a new one for each request."""
    answer = await client.request(method, path, headers={"X-Request-Id": "order-4711"})
    assert answer.headers.get_list("X-Request-Id") == ["order-4711"]
    named = await client.request(method, path, headers={"Request-Id": "order-4711"})
    assert named.headers.get_list("X-Request-Id") == ["order-4711"]
    bad = {"X-Request-Id": "two words"}
    first, second = [await client.request(method, path, headers=bad) for _ in range(2)]
    (one,), (other,) = (each.headers.get_list("X-Request-Id") for each in (first, second))
    assert len({one, other, "two words"}) == 3


@pytest.mark.parametrize("path", READS)
async def test_head_is_answered_where_get_is(client: httpx.AsyncClient, path: str) -> None:
    """HEAD has the status and the headers of GET, and no body (RFC 9110 §9.3.2)."""
    get = await client.get(path, headers={"X-Request-Id": "same"})
    head = await client.head(path, headers={"X-Request-Id": "same"})
    assert head.status_code == get.status_code
    assert head.headers.multi_items() == get.headers.multi_items()
    assert head.content == b""


@pytest.mark.parametrize("prefix", ["/console", "/history"])
async def test_the_reading_parts_are_among_them(prefix: str) -> None:
    """The list of these tests has the pages of the console and the endpoints of the history."""
    assert len([path for path in READS if path.startswith(prefix)]) > 10
