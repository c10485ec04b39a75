"""The customer's page runs at the shop's origin, and a browser lets it ask /shopper and nothing else."""

import pytest

from tests.interfaces.api.api_fixture import TOKEN, ApiFixture, is_problem

PAGE = {"Origin": "https://shop.example"}
PREFLIGHT = PAGE | {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type,if-match",
}


@pytest.mark.parametrize("path", [f"/shopper/{TOKEN}", f"/shopper/{TOKEN}/commit", "/shopper/x/y"])
async def test_a_preflight_is_answered(api: ApiFixture, path: str) -> None:
    """Any origin may send GET and POST, JSON bodies and preconditions, without credentials."""
    answer = await api.client.options(path, headers=PREFLIGHT)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, POST"
    allowed = answer.headers["access-control-allow-headers"].lower().split(", ")
    assert {"content-type", "if-match", "if-none-match"} <= set(allowed)
    assert "access-control-allow-credentials" not in answer.headers


async def test_an_answer_can_be_read_from_any_origin(api: ApiFixture) -> None:
    """The page may read body and ETag."""
    await api.opened()

    answer = await api.client.get(f"/shopper/{TOKEN}", headers=PAGE)

    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/shopper/x"),
        ("GET", "/shopper/x/y"),
        ("PUT", "/shopper/x"),
        ("POST", "/shopper/x/commit"),
    ],
)
async def test_a_problem_can_be_read_from_any_origin(
    api: ApiFixture, method: str, path: str
) -> None:
    """A page that cannot read why it was refused cannot tell its customer."""
    answer = await api.client.request(method, path, headers=PAGE)

    assert is_problem(answer)
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path", ["/payments/x/succeeded", "/checkouts/x", "/shoppers/x", "/", "/openapi.json"]
)
async def test_nothing_else_is_opened(api: ApiFixture, path: str) -> None:
    """Paths outside /shopper answer without a word to other origins, preflights included."""
    for answer in (
        await api.client.options(path, headers=PREFLIGHT),
        await api.client.get(path, headers=PAGE),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]
