"""Who is answered what, by every endpoint of every dialect: without a key, with wrong ones, and with others'."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.routing import APIRoute
from starlette.routing import Route

from interfaces.bootstrap import create_application
from interfaces.configuration.demo_configuration import demo_configuration
from interfaces.http.pipeline.head_requests import with_head
from tests.conftest import fresh_database
from tests.system.access.endpoints import CANARY, CUSTOMER, ENDPOINTS, Endpoint, Kind
from tests.system.access.shops import LIMITED, NONE, OTHER, OWN, SWAPPED, WRONG, Shops, two_shops

GUARDED = [each for each in ENDPOINTS if each.kind not in (Kind.OPEN, Kind.TOKEN_IN_PATH)]
SCOPED = [each for each in GUARDED if each.has_scope]
NAMING = [each for each in GUARDED if each.names_something]
IN_PATH = [each for each in ENDPOINTS if each.kind is Kind.TOKEN_IN_PATH]
OPEN = [each for each in ENDPOINTS if each.kind is Kind.OPEN]
UNKNOWN = {
    "checkout_id": "5b1d0f9e-0000-4000-8000-000000000000",
    "order_id": "4711",
    "public_token": "public-SE-nobodys",
    "token": "5b1d0f9e-0000-4000-8000-000000000001",
    "store_id": "1",
}
# What differs from one request to the next, whoever asks.
_OF_THE_MOMENT = {
    "date",
    "idempotency-key",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
}


@pytest.fixture(scope="module")
def shops(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shops]:
    """Both shops, for all tests of this file."""
    folder: Path = tmp_path_factory.mktemp("shops")
    with fresh_database(database_url) as url, two_shops(url, folder) as running:
        yield running


@pytest.fixture(scope="module")
def places(shops: Shops) -> dict[str, str]:
    """The first shop's checkouts, to be seen by nobody else."""
    recurring = shops.recurring()
    return shops.opened() | {"token": recurring["token"], "under_token": recurring["order_id"]}


def placed(endpoint: Endpoint, places: dict[str, str]) -> dict[str, str]:
    """What stands in the endpoint's path for a checkout of the first shop's."""
    first = endpoint.path.split("/")[1]
    return {
        "checkout_id": places.get(first, places["walley"]),
        "order_id": places["under_token" if "{token}" in endpoint.path else "order_id"],
        "public_token": places["public_token"],
        "token": places["token"],
        "store_id": "1",
    }


def told(answer: httpx.Response, named: dict[str, str]) -> tuple[int, dict[str, str], str]:
    """All of an answer, without what was named in the request and what is of the moment."""
    headers = {n: v for n, v in answer.headers.items() if n not in _OF_THE_MOMENT}
    said = answer.text
    for place, value in named.items():
        if len(value) > 1:
            said = said.replace(value, place)
            headers = {n: v.replace(value, place) for n, v in headers.items()}
    return answer.status_code, headers, said


def require_nothing_told(answer: httpx.Response, places: dict[str, str], sent: Endpoint) -> None:
    """Nothing of the first shop's is in the answer, but what was in the request."""
    said = f"{answer.headers} {answer.text}".lower()
    assert "own-" not in said
    assert CANARY not in said or sent.body is CUSTOMER
    named = placed(sent, places).values()
    for value in places.values():
        assert value.lower() not in said or value in named


def test_every_endpoint_is_looked_at() -> None:
    """The list that these tests go by is the application's own: an endpoint that it has and they do not fails here."""
    app = create_application(demo_configuration(), "postgresql://nowhere")
    served: set[str] = set()
    for included in app.routes:
        router = getattr(included, "original_router", None)
        for route in (included,) if router is None else router.routes:
            assert isinstance(route, APIRoute | Route), route
            served |= {f"{method} {route.path}" for method in with_head(route.methods or set())}
    described = {
        f"{method.upper()} {path}" for path, of in app.openapi()["paths"].items() for method in of
    }
    assert described <= served
    assert not any(name.startswith("HEAD ") for name in described)
    assert {each.name for each in ENDPOINTS} == served


@pytest.mark.parametrize("endpoint", GUARDED, ids=lambda each: each.name)
@pytest.mark.parametrize("who", [NONE, WRONG, SWAPPED])
def test_nobody_is_told_anything(
    shops: Shops, places: dict[str, str], endpoint: Endpoint, who: str
) -> None:
    """It is 401, the same for what exists and for what does not."""
    own, nobodys = placed(endpoint, places), UNKNOWN
    answer = shops.ask(endpoint, own, who)
    assert answer.status_code == 401
    assert told(answer, own) == told(shops.ask(endpoint, nobodys, who), nobodys)
    require_nothing_told(answer, places, endpoint)


@pytest.mark.parametrize("endpoint", SCOPED, ids=lambda each: each.name)
def test_a_key_that_does_not_reach_so_far_is_told_nothing(
    shops: Shops, places: dict[str, str], endpoint: Endpoint
) -> None:
    """It is 403, the same for what exists and for what does not."""
    own, nobodys = placed(endpoint, places), UNKNOWN
    answer = shops.ask(endpoint, own, LIMITED)
    assert answer.status_code == 403
    assert told(answer, own) == told(shops.ask(endpoint, nobodys, LIMITED), nobodys)
    assert CANARY not in answer.text.lower()


@pytest.mark.parametrize("store", ["1", "2"])
@pytest.mark.parametrize("endpoint", NAMING, ids=lambda each: each.name)
def test_what_is_anothers_is_as_if_it_were_not(
    shops: Shops, places: dict[str, str], endpoint: Endpoint, store: str
) -> None:
    """Another merchant's answer is that for an unknown id, also under a store of its own, and nothing is changed."""
    if store == "2" and "{store_id}" not in endpoint.path:
        store = "1"
    own = placed(endpoint, places) | {"store_id": store}
    nobodys = UNKNOWN | {"store_id": store}
    answer = shops.ask(endpoint, own, OTHER)
    assert answer.status_code == (403 if "{store_id}" in endpoint.path and store == "1" else 404)
    assert told(answer, own) == told(shops.ask(endpoint, nobodys, OTHER), nobodys)
    require_nothing_told(answer, places, endpoint)


@pytest.mark.parametrize(
    "endpoint", [each for each in GUARDED if not each.names_something], ids=lambda each: each.name
)
def test_others_see_only_their_own(
    shops: Shops, places: dict[str, str], endpoint: Endpoint
) -> None:
    """What another merchant opens, lists and searches has nothing of the first one's in it."""
    require_nothing_told(shops.ask(endpoint, {}, OTHER), places, endpoint)


@pytest.mark.parametrize("endpoint", IN_PATH, ids=lambda each: each.name)
def test_a_shop_s_names_do_not_open_the_customers_side(
    shops: Shops, places: dict[str, str], endpoint: Endpoint
) -> None:
    """A checkout's id and its order number are answered there like tokens that nobody has."""
    unknown = told(shops.ask(endpoint, UNKNOWN, NONE), UNKNOWN)
    assert unknown[0] == 404
    for name in ("walley", "order_id", "v1", "checkout_sessions"):
        named = {"public_token": places[name]}
        assert told(shops.ask(endpoint, named, NONE), named) == unknown


@pytest.mark.parametrize("endpoint", OPEN, ids=lambda each: each.name)
def test_what_is_open_to_all_tells_of_nobody(
    shops: Shops, places: dict[str, str], endpoint: Endpoint
) -> None:
    """Documents and probes have no checkout and no customer in them."""
    require_nothing_told(shops.ask(endpoint, {}, NONE), places, endpoint)


@pytest.mark.parametrize(
    ("client", "secret"),
    [("own-client", "wrong"), ("nobody", "wrong"), ("own-client", "other-secret")],
)
def test_which_clients_there_are_is_not_told(shops: Shops, client: str, secret: str) -> None:
    """A wrong secret and an unknown client are one answer."""
    asked = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
    answer = shops.client.post("/oauth2/v2.0/token", data=asked)
    assert answer.status_code == 401
    assert answer.json() == {
        "error": "invalid_client",
        "error_description": "The client is unknown, or its secret is wrong.",
    }


@pytest.mark.parametrize("endpoint", [*GUARDED, *IN_PATH], ids=lambda each: each.name)
def test_whoever_may_is_served(shops: Shops, endpoint: Endpoint) -> None:
    """The requests of all these tests are good ones: with the right key they do what they ask for."""
    places = shops.opened()
    recurring = {"token": "", "order_id": ""}
    if "{token}" in endpoint.path:
        recurring = shops.recurring()
    places |= {"token": recurring["token"], "under_token": recurring["order_id"]}
    answer = shops.ask(endpoint, placed(endpoint, places), OWN)
    assert answer.status_code in (200, 201, *endpoint.may_say), answer.text
