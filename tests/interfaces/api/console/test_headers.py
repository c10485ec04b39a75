"""The headers of every answer of the console: pages, errors, redirects and files."""

import pytest

from interfaces.api.console.policy import HEADERS
from tests.interfaces.api.console.console_fixture import Console

PATHS = (
    "/console/sign-in",
    "/console/sign-in?next=/console/search",
    "/console",
    "/console/search",
    "/console/search?q=nothing",
    "/console/checkouts/none",
    "/console/checkouts/none/events/1",
    "/console/static/none.css",
    "/console/no/such/page",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
async def test_every_answer_has_the_policy(signed_in: Console, path: str, method: str) -> None:
    """Each header is there, with the value of the console and not with the server's as well."""
    answer = await signed_in.browser.request(method, path)
    for name, value in HEADERS.items():
        assert answer.headers.get_list(name) == [value]
    assert answer.headers["Cache-Control"] == "no-store"


async def test_an_unexpected_error_has_the_policy(
    signed_in: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page about a bug has the headers, and the id of the request."""
    monkeypatch.setattr(signed_in.history.inquiries, "state", _fail)
    signed_in.browser._transport.raise_app_exceptions = False  # type: ignore[attr-defined]  # httpx's own option
    answer = await signed_in.browser.get("/console/checkouts/checkout-1")
    assert answer.status_code == 500
    assert HEADERS.items() <= {name: answer.headers[name] for name in HEADERS}.items()
    assert "req-1" in answer.text


async def test_files_are_kept_by_browsers_for_ever(console: Console) -> None:
    """The style sheet has a hash in its name, needs no session, and is immutable."""
    page = await console.page("/console/sign-in")
    files = [value for _, _, value in page.attributes if value.endswith(".css")]
    (path,) = [each for each in files if "/console." in each]
    answer = await console.browser.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


async def _fail(*_: object) -> None:
    raise RuntimeError("a bug")
