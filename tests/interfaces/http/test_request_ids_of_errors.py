"""The errors that no endpoint answers have the id of their request, too."""

import asyncio

import httpx
import pytest

from interfaces.bootstrap import create_application
from interfaces.configuration.demo.configuration import demo_configuration
from tests.interfaces.http.test_admission import Service
from tests.master_key import MASTER_KEYS

SENT = {"X-Request-Id": "order-4711"}


@pytest.fixture(scope="module")
def client() -> httpx.AsyncClient:
    """A client of the whole application, without a database."""
    app = create_application(
        demo_configuration(), "postgresql://nowhere.invalid", master_keys=MASTER_KEYS
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://t")


@pytest.mark.parametrize(
    ("status", "method", "path", "body"),
    [
        (404, "GET", "/no/such/path", b""),
        (404, "GET", "/docs/assets/none.css", b""),
        (405, "DELETE", "/healthz", b""),
        (401, "GET", "/history/events", b""),
        (413, "POST", "/history/lookup", b"x" * 10_000_000),
        (400, "POST", "/history/lookup", b"{"),
        (422, "POST", "/history/lookup", b"{}"),
    ],
)
async def test_an_error_has_the_id_of_its_request(
    client: httpx.AsyncClient, status: int, method: str, path: str, body: bytes
) -> None:
    """A problem names the id in its `instance`, too."""
    headers = {**SENT, "Content-Type": "application/json"}
    if status != 401:
        headers["Authorization"] = "Bearer demo-auditor"
    answer = await client.request(method, path, content=body, headers=headers)
    assert answer.status_code == status
    assert answer.headers.get_list("X-Request-Id") == ["order-4711"]
    if answer.headers["Content-Type"] == "application/problem+json":
        assert answer.json()["instance"] == "urn:tillroll:request:order-4711"


async def test_a_fault_and_an_overload_have_the_id() -> None:
    """So have 500 and 503."""
    service = Service(limit=1)
    failed = await service.client.get("/fails", headers=SENT)
    waiting = asyncio.create_task(service.client.get("/"))
    await asyncio.sleep(0.05)
    assert service.started == 1
    turned_away = await service.client.get("/", headers=SENT)
    service.may_answer.set()
    await waiting
    assert [failed.status_code, turned_away.status_code] == [500, 503]
    for each in (failed, turned_away):
        assert each.headers.get_list("X-Request-Id") == ["order-4711"]
