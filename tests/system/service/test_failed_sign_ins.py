"""Wrong secrets of every scheme are answered 429 after ten, in every process, and the right one elsewhere is not."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.databases import Databases
from tests.system.service.limited_shop import SCHEMES, Scheme, limited_server, send

DENIED = (401, 429)


@pytest.fixture(scope="module")
def client(
    database_copies: Databases, migrated_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A server with the usual limits of sign-ins, which all tests of this file share."""
    folder: Path = tmp_path_factory.mktemp("limits")
    with (
        database_copies.copy(migrated_database) as url,
        limited_server(url, folder, limits="address_requests = 100000") as served,
    ):
        yield served


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda each: each.name)
def test_wrong_secrets_are_limited(client: httpx.Client, scheme: Scheme) -> None:
    """Of twelve from one address ten are 401, and then 429; the right one is good from another address."""
    number = SCHEMES.index(scheme)
    address, elsewhere = f"203.0.113.{number}", f"198.51.100.{number}"
    answers = [send(client, scheme, address, is_right=False) for _ in range(12)]
    statuses = [each.status_code for each in answers]
    assert statuses[:10] == [401] * 10
    last = answers[statuses.index(429)]
    assert int(last.headers["Retry-After"]) >= 1
    assert last.headers["RateLimit-Policy"] == '"sign-ins";q=10;w=60'
    assert last.headers["RateLimit"].startswith('"sign-ins";r=0;t=')
    assert last.headers["Content-Type"] != "text/plain"
    assert "Too many sign-ins have failed" in last.text
    assert send(client, scheme, elsewhere).status_code not in DENIED


def test_an_address_that_guesses_is_refused_in_every_scheme(
    database_copies: Databases, migrated_database: str, tmp_path: Path
) -> None:
    """After the failures of its limit, an address waits with any credential that was not good from it before.

    The limit of three is free again after twenty seconds, and not within this test.
    """
    limits = "address_requests = 100000\nfailed_sign_ins_of_address = 3"
    with (
        database_copies.copy(migrated_database) as url,
        limited_server(url, tmp_path, limits=limits) as client,
    ):
        address = "192.0.2.1"
        for scheme in SCHEMES[:3]:
            assert send(client, scheme, address, is_right=False).status_code == 401
        assert [send(client, each, address).status_code for each in SCHEMES] == [429] * len(SCHEMES)


def test_a_bearer_token_of_another_key_is_limited(client: httpx.Client) -> None:
    """A forged token counts for the client that it names, and a good token is good from another address."""
    form = "grant_type=client_credentials&client_id=demo-client&client_secret=demo-secret"
    answer = client.post(
        "/oauth2/v2.0/token",
        content=form,
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": "192.0.2.7",
        },
    )
    token = answer.json()["access_token"]
    forged = f"{token[:-8]}AAAAAAAA"

    def read(bearer: str, address: str) -> int:
        headers = {"Authorization": f"Bearer {bearer}", "X-Forwarded-For": address}
        return client.get("/checkouts/none", headers=headers).status_code

    statuses = [read(forged, "192.0.2.8") for _ in range(20)]
    assert statuses[:10] == [401] * 10
    assert 429 in statuses
    assert read(token, "192.0.2.7") == 404
