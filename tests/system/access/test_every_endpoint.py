"""Responses of every endpoint without a key, with wrong keys, and with keys of another merchant."""

import httpx
import pytest
from fastapi.routing import APIRoute
from starlette.routing import Route

from interfaces.api.shown.renderers import CURRENT_PAGE
from interfaces.bootstrap import create_application
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.http.pipeline.head_requests import with_head
from tests.master_key import MASTER_KEYS
from tests.system.access.endpoint import Endpoint, Kind
from tests.system.access.endpoints import CANARY, CUSTOMER, ENDPOINTS
from tests.system.access.shops import LIMITED, NONE, OTHER, OWN, SWAPPED, WRONG, Shops

GUARDED = [each for each in ENDPOINTS if each.kind not in (Kind.OPEN, Kind.TOKEN_IN_PATH)]
SCOPED = [each for each in GUARDED if each.has_scope]
NAMING = [each for each in GUARDED if each.has_path_parameter and each.kind is not Kind.AUDITOR]
IN_PATH = [each for each in ENDPOINTS if each.kind is Kind.TOKEN_IN_PATH]
OPEN = [each for each in ENDPOINTS if each.kind is Kind.OPEN]
UNKNOWN = {
    "checkout_id": "5b1d0f9e-0000-4000-8000-000000000000",
    "order_id": "4711",
    "public_token": "public-SE-unknown",
    "token": "5b1d0f9e-0000-4000-8000-000000000001",
    "store_id": "1",
    "erasure_id": "5b1d0f9e-0000-4000-8000-000000000002",
    "delivery_id": "4711",
    "version": "1",
    "position": "1",
    "file_name": "none.css",
    "api": "nothing",
    "page_hash": "0" * 64,
    "tile_path": "0/x001/000",
    "stamped": "4711",
    "handler_id": "no-such-handler",
}
# UCP answers with messages that there is no such checkout.
IN_BAND = ("/checkout-sessions", "/orders", "/testing")
# The console leads to its sign-in, and a simulation has a secret, not a credential.
_REFUSED = {Kind.CONSOLE: 303, Kind.SIMULATION: 403}
# Headers that differ between equal requests.
_VARIABLE_HEADERS = {
    "date",
    "idempotency-key",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
}


@pytest.fixture(scope="module")
def ids(shops: Shops) -> dict[str, str]:
    """The ids of the first shop's checkouts."""
    recurring = shops.recurring()
    return (
        shops.opened()
        | shops.ordered()
        | {"token": recurring["token"], "under_token": recurring["order_id"]}
    )


def path_parameters(endpoint: Endpoint, ids: dict[str, str]) -> dict[str, str]:
    """The path parameters of the endpoint for a checkout of the first shop."""
    first = endpoint.path.split("/")[1]
    order = "under_token" if "{token}" in endpoint.path else "order_id"
    return {
        "checkout_id": ids.get(first, ids["walley"]),
        "order_id": ids[first] if first in ("orders", "testing") else ids[order],
        "public_token": ids["public_token"],
        "token": ids["token"],
        "store_id": "1",
        "erasure_id": ids["erasure_id"],
        "delivery_id": "1",
        "version": "1",
        "position": "1",
        "page_hash": CURRENT_PAGE.digest,
        "tile_path": "entries/000.p/1",
        "stamped": "1",
    }


def comparable(answer: httpx.Response, named: dict[str, str]) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of a response, without the ids in the request and variable headers."""
    headers = {n: v for n, v in answer.headers.items() if n not in _VARIABLE_HEADERS}
    text = answer.text
    for place, value in named.items():
        if len(value) > 1:
            text = text.replace(value, place)
            headers = {n: v.replace(value, place) for n, v in headers.items()}
    return answer.status_code, headers, text


def require_no_foreign_data(answer: httpx.Response, ids: dict[str, str], sent: Endpoint) -> None:
    """The response has no data of the first shop, except the ids in the request."""
    text = f"{answer.headers} {answer.text}".lower()
    assert "own-" not in text
    assert CANARY not in text or sent.body is CUSTOMER
    named = path_parameters(sent, ids).values()
    for value in ids.values():
        assert value.lower() not in text or value in named


def test_the_list_of_endpoints_is_complete() -> None:
    """The list of these tests has every route of the application, and no other."""
    app = create_application(demo_configuration(), "postgresql://nowhere", master_keys=MASTER_KEYS)
    served: set[str] = set()
    for included in app.routes:
        router = getattr(included, "original_router", None)
        for route in (included,) if router is None else router.routes:
            assert isinstance(route, APIRoute | Route), route
            served |= {
                f"{method} {route.path_format}" for method in with_head(route.methods or set())
            }
    described = {
        f"{method.upper()} {path}" for path, of in app.openapi()["paths"].items() for method in of
    }
    assert described <= served
    assert not any(name.startswith("HEAD ") for name in described)
    assert {each.name for each in ENDPOINTS} == served


@pytest.mark.parametrize("endpoint", GUARDED, ids=lambda each: each.name)
@pytest.mark.parametrize("sender", [NONE, WRONG, SWAPPED])
def test_missing_and_wrong_credentials_get_401(
    shops: Shops, ids: dict[str, str], endpoint: Endpoint, sender: str
) -> None:
    """The response is 401, or 303 or 403 of `_REFUSED`, and the same for existing and unknown ids."""
    own, unknown_ids = path_parameters(endpoint, ids), UNKNOWN
    answer = shops.ask(endpoint, own, sender)
    assert answer.status_code == _REFUSED.get(endpoint.kind, 401)
    assert comparable(answer, own) == comparable(
        shops.ask(endpoint, unknown_ids, sender), unknown_ids
    )
    require_no_foreign_data(answer, ids, endpoint)


@pytest.mark.parametrize("endpoint", SCOPED, ids=lambda each: each.name)
def test_a_key_without_the_permission_gets_403(
    shops: Shops, ids: dict[str, str], endpoint: Endpoint
) -> None:
    """The response is 403, and the same for existing and unknown ids."""
    own, unknown_ids = path_parameters(endpoint, ids), UNKNOWN
    answer = shops.ask(endpoint, own, LIMITED)
    assert answer.status_code == 403
    assert comparable(answer, own) == comparable(
        shops.ask(endpoint, unknown_ids, LIMITED), unknown_ids
    )
    assert CANARY not in answer.text.lower()


@pytest.mark.parametrize("store", ["1", "2"])
@pytest.mark.parametrize("endpoint", NAMING, ids=lambda each: each.name)
def test_objects_of_another_merchant_are_not_found(
    shops: Shops, ids: dict[str, str], endpoint: Endpoint, store: str
) -> None:
    """Another merchant gets the response for an unknown id, also with its own store id."""
    if store == "2" and "{store_id}" not in endpoint.path:
        store = "1"
    own = path_parameters(endpoint, ids) | {"store_id": store}
    unknown_ids = UNKNOWN | {"store_id": store}
    answer = shops.ask(endpoint, own, OTHER)
    not_found = 200 if endpoint.path.startswith(IN_BAND) else 404
    is_other_store = "{store_id}" in endpoint.path and store == "1"
    assert answer.status_code == (403 if is_other_store else not_found)
    if not_found == 200 and answer.content:
        assert answer.json()["messages"][0]["code"] == "not_found"
    assert comparable(answer, own) == comparable(
        shops.ask(endpoint, unknown_ids, OTHER), unknown_ids
    )
    require_no_foreign_data(answer, ids, endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [each for each in GUARDED if not each.has_path_parameter],
    ids=lambda each: each.name,
)
def test_another_merchant_gets_no_data_of_the_first(
    shops: Shops, ids: dict[str, str], endpoint: Endpoint
) -> None:
    """What another merchant creates, lists and searches has no data of the first merchant."""
    require_no_foreign_data(shops.ask(endpoint, {}, OTHER), ids, endpoint)


@pytest.mark.parametrize("endpoint", IN_PATH, ids=lambda each: each.name)
def test_a_shops_ids_are_no_public_tokens(
    shops: Shops, ids: dict[str, str], endpoint: Endpoint
) -> None:
    """A checkout's id and order number get the 404 of an unknown public token in the shopper API."""
    unknown = comparable(shops.ask(endpoint, UNKNOWN, NONE), UNKNOWN)
    assert unknown[0] == 404
    for name in ("walley", "order_id", "v1", "checkout_sessions", "checkout-sessions", "carts"):
        named = {"public_token": ids[name]}
        assert comparable(shops.ask(endpoint, named, NONE), named) == unknown


@pytest.mark.parametrize("endpoint", OPEN, ids=lambda each: each.name)
def test_public_endpoints_have_no_private_data(
    shops: Shops, ids: dict[str, str], endpoint: Endpoint
) -> None:
    """Public documents and probes have no data of a checkout or a customer."""
    require_no_foreign_data(shops.ask(endpoint, UNKNOWN, NONE), ids, endpoint)


@pytest.mark.parametrize(
    ("client", "secret"),
    [("own-client", "wrong"), ("unknown", "wrong"), ("own-client", "other-secret")],
)
def test_client_ids_cannot_be_probed(shops: Shops, client: str, secret: str) -> None:
    """A wrong secret and an unknown client get the same response."""
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
    answer = shops.client.post("/oauth2/v2.0/token", data=form)
    assert answer.status_code == 401
    assert answer.json() == {
        "error": "invalid_client",
        "error_description": "The client is unknown, or its secret is wrong.",
    }


@pytest.mark.parametrize("endpoint", [*GUARDED, *IN_PATH], ids=lambda each: each.name)
def test_a_valid_key_is_accepted(shops: Shops, endpoint: Endpoint) -> None:
    """With the right key the requests of these tests succeed."""
    ids = shops.opened()
    recurring = {"token": "", "order_id": ""}
    if "{token}" in endpoint.path:
        recurring = shops.recurring()
    if endpoint.kind in (Kind.ORDERS, Kind.SIMULATION):
        ids |= shops.ordered()
    ids |= {"token": recurring["token"], "under_token": recurring["order_id"]}
    answer = shops.ask(endpoint, path_parameters(endpoint, ids), OWN)
    assert answer.status_code in (200, 201, *endpoint.other_statuses), answer.text
