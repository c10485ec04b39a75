"""Requests that the shopper's API cannot read or does not know: bodies, media types, methods and paths."""

import pytest

from application.ports.event_store import Alias, StoreUnavailable
from tests.interfaces.api.api_fixture import TOKEN, ApiFixture, is_problem, problem

POSTS = ["suspend", "resume", "identify", "commit"]

MALFORMED = {
    "not JSON": b"{version: 1}",
    "cut off": b'{"version": 1',
    "two values": b'{"version": 1} {}',
    "NaN": b'{"version": NaN}',
    "infinity": b'{"version": Infinity}',
    "beyond any number": b'{"version": 1e99999999999999999999}',
    "invalid UTF-8": b'{"version": "\xff"}',
    "half a surrogate pair": b'{"version": "\\ud800"}',
    "nested too deeply": b"[" * 100 + b"]" * 100,
    "nested far too deeply": b"[" * 50_000 + b"]" * 50_000,
}


@pytest.mark.parametrize("verb", POSTS)
@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
async def test_a_body_that_cannot_be_read_is_refused(
    api: ApiFixture, verb: str, body: bytes
) -> None:
    """It is answered 400, and nothing is recorded."""
    checkout = await api.opened()

    answer = await api.client.post(f"/shopper/{TOKEN}/{verb}", content=body)

    assert (answer.status_code, is_problem(answer)) == (400, True)
    assert answer.json()["type"] == "urn:tillroll:problem:malformed-body"
    assert len(await api.history(checkout)) == 4


@pytest.mark.parametrize("verb", ["identify", "commit"])
async def test_an_empty_body_is_refused_where_fields_are_needed(api: ApiFixture, verb: str) -> None:
    """Nothing is not an object without fields."""
    answer = await api.client.post(f"/shopper/{TOKEN}/{verb}")

    assert answer.json() == problem(
        "malformed-body", 400, "Malformed body", "The request body is empty."
    )


@pytest.mark.parametrize("verb", POSTS)
async def test_a_body_of_ten_megabytes_is_refused(api: ApiFixture, verb: str) -> None:
    """It is answered 413 with the limit, and not parsed."""
    answer = await api.client.post(f"/shopper/{TOKEN}/{verb}", content=b" " * 10_000_000)

    assert answer.json() == problem(
        "body-too-large", 413, "Body too large", "The body may be at most 100000 bytes."
    )


@pytest.mark.parametrize("verb", POSTS)
@pytest.mark.parametrize(
    "declared",
    ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "?"],
)
async def test_a_body_of_another_type_is_refused(api: ApiFixture, verb: str, declared: str) -> None:
    """What is declared as anything but JSON in UTF-8 is answered 415."""
    answer = await api.client.post(
        f"/shopper/{TOKEN}/{verb}", content=b'{"version": 4}', headers={"Content-Type": declared}
    )

    assert answer.json() == problem(
        "unsupported-media-type",
        415,
        "Unsupported media type",
        f"The body is declared as '{declared}'; send application/json.",
    )


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", f"/shopper/{TOKEN}", "GET, HEAD, OPTIONS"),
        ("POST", f"/shopper/{TOKEN}", "GET, HEAD, OPTIONS"),
        ("GET", f"/shopper/{TOKEN}/commit", "OPTIONS, POST"),
        ("PUT", f"/shopper/{TOKEN}/identify", "OPTIONS, POST"),
        ("OPTIONS", f"/shopper/{TOKEN}/page", "GET, HEAD"),
    ],
)
async def test_a_wrong_method_is_told_the_right_one(
    api: ApiFixture, method: str, path: str, allowed: str
) -> None:
    """It is answered 405, with Allow."""
    answer = await api.client.request(method, path)

    assert answer.headers["allow"] == allowed
    assert answer.json() == problem(
        "method-not-allowed", 405, "Method not allowed", f"This path answers to {allowed}."
    )


@pytest.mark.parametrize("path", ["/shopper", f"/shopper/{TOKEN}/buy", "/shopper/a/b/c"])
async def test_an_unknown_path_is_not_found(api: ApiFixture, path: str) -> None:
    """It is answered 404 as a problem."""
    answer = await api.client.get(path)

    assert answer.json() == problem("not-found", 404, "Not found", "There is nothing at this path.")


async def test_a_trailing_slash_makes_no_difference(api: ApiFixture) -> None:
    """Both spellings of a path are one endpoint."""
    await api.opened()

    assert (await api.client.get(f"/shopper/{TOKEN}/")).status_code == 200
    assert (await api.client.post(f"/shopper/{TOKEN}/suspend/")).status_code == 200


async def test_a_store_that_cannot_be_reached_is_a_problem(
    api: ApiFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is answered 503 with when to ask again. The origins of the shop are not known then."""

    async def unreachable(name: Alias) -> str | None:
        raise StoreUnavailable("connection refused")

    monkeypatch.setattr(api.store, "find", unreachable)

    answer = await api.client.get(f"/shopper/{TOKEN}")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json() == problem(
        "unavailable",
        503,
        "Unavailable",
        "The service cannot answer at the moment. Ask again.",
    )
