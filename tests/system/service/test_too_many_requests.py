"""Requests beyond a limit are 429 in the shape of their API, whichever process gets them."""

from collections.abc import Iterator

import httpx
import pytest

from tests.databases import Databases
from tests.system.service.limited_shop import SCHEMES, Scheme, limited_server, send

_LIMITS = """
merchant_requests = 5
payment_requests = 5
history_requests = 5
token_requests = 5
public_token_requests = 5
address_requests = 40
"""


def _count(answers: list[httpx.Response]) -> int:
    """How many were answered before the first 429."""
    return [each.status_code for each in answers].index(429)


@pytest.fixture(scope="module")
def client(
    database_copies: Databases, migrated_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A server with low limits, which all tests of this file share. Each has credentials or addresses of its own."""
    folder = tmp_path_factory.mktemp("limits")
    with (
        database_copies.copy(migrated_database) as url,
        limited_server(url, folder, _LIMITS) as served,
    ):
        yield served


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda each: each.name)
def test_each_credential_has_its_requests(client: httpx.Client, scheme: Scheme) -> None:
    """Two processes answer five requests together, and then 429 with the limit in the headers."""
    answers = [send(client, scheme, "203.0.113.1") for _ in range(12)]
    assert _count(answers) in range(5, 9), "each process would answer five"
    last = answers[_count(answers)].headers
    assert last["RateLimit-Policy"].endswith(";q=5;w=60")
    assert int(last["Retry-After"]) in range(1, 13)
    assert f";r=0;t={last['Retry-After']}" in last["RateLimit"]


def test_strangers_are_limited_by_token_and_by_address(client: httpx.Client) -> None:
    """A public token has five requests, and an address forty with any token; probes have no limit."""

    def read(token: str, address: str) -> httpx.Response:
        return client.get(f"/shopper/{token}", headers={"X-Forwarded-For": address})

    assert _count([read("public-SE-one", "203.0.113.4") for _ in range(12)]) in range(5, 9)
    answers = [read(f"public-SE-{number}", "203.0.113.2") for number in range(48)]
    assert _count(answers) >= 40
    assert answers[_count(answers)].json()["type"] == "urn:tillroll:problem:too-many-requests"
    assert read("public-SE-new", "203.0.113.3").status_code == 404
    assert {client.get("/healthz").status_code for _ in range(50)} == {200}


def test_a_merchant_may_have_a_limit_of_its_own(client: httpx.Client) -> None:
    """`requests_per_minute` of a merchant replaces the number for all, and both processes count together."""
    headers = {"Authorization": "Bearer busy-key", "X-Forwarded-For": "203.0.113.5"}
    answers = [client.get("/catalogue/products", headers=headers) for _ in range(20)]
    count = _count(answers)
    assert count in range(9, 17), "each process would answer nine"
    assert answers[count].headers["RateLimit-Policy"] == '"merchant";q=9;w=60'
