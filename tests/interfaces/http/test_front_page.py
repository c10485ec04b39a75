"""The page at `/`: what runs here, for browsers and for programs."""

import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from interfaces.http.app import Operation, create_http_app
from interfaces.http.pipeline.operations import OperationsAccess
from interfaces.http.reference.front_page import FrontLink, FrontSettings
from tests.interfaces.http.openapi.whole_document import whole_application


@contextlib.asynccontextmanager
async def _nothing_to_start(_: FastAPI) -> AsyncIterator[None]:
    yield


def _client(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t")


async def test_a_program_gets_json() -> None:
    """A client that takes anything gets the APIs with their documents, and where to go."""
    answer = await _client(whole_application()).get("/")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Vary"] == "Accept"
    body = answer.json()
    apis = {each["name"]: each for each in body["apis"]}
    assert {"walley", "svea", "stateset", "acp", "ucp", "history", "ledger"} <= set(apis)
    assert apis["walley"]["docs"] == "/docs/walley"
    assert {"/console", "/docs", "/healthz"} <= {each["path"] for each in body["places"]}
    assert body["version"]


async def test_every_document_that_it_names_is_there() -> None:
    """Each API has a document of its own operations, and a page."""
    client = _client(whole_application())
    for each in (await client.get("/")).json()["apis"]:
        document = (await client.get(each["openapi"])).json()
        tags = {
            tag
            for item in document["paths"].values()
            for operation in item.values()
            for tag in operation["tags"]
        }
        assert tags == {each["title"]} == {tag["name"] for tag in document["tags"]}
        page = await client.get(each["docs"])
        assert page.status_code == 200
        assert "'unsafe" not in page.headers["Content-Security-Policy"]


async def test_a_browser_gets_a_page() -> None:
    """A client that prefers HTML gets a page that may load nothing of other hosts."""
    answer = await _client(whole_application()).get("/", headers={"Accept": "text/html,*/*;q=0.8"})

    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Walley Checkout" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "http" not in policy
    assert "'unsafe" not in policy


async def test_another_media_type_is_refused() -> None:
    """A client that takes neither gets 406."""
    answer = await _client(whole_application()).get("/", headers={"Accept": "image/png"})
    assert answer.status_code == 406


@pytest.mark.parametrize("path", ["/docs/nothing", "/openapi/nothing.json", "/docs/assets/a.js"])
async def test_nothing_else_is_there(path: str) -> None:
    """An unknown API and an unknown file are 404."""
    assert (await _client(whole_application()).get(path)).status_code == 404


async def test_the_public_learns_no_version_and_finds_no_reference() -> None:
    """Where operators are not answered, the page names the APIs that are on, and no more."""
    settings = FrontSettings(
        shop_apis=frozenset({"walley"}),
        is_on=lambda _: False,
        places=[FrontLink(path="/console", purpose="the history")],
    )
    operation = Operation(front=settings, access=OperationsAccess(is_public=False))
    app = create_http_app([], _nothing_to_start, operation)
    body = (await _client(app).get("/")).json()

    assert body["version"] is None
    assert [each["path"] for each in body["places"]] == ["/console", "/healthz", "/readyz"]
    assert (await _client(app).get("/docs")).status_code == 404
