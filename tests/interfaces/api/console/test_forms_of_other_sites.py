"""Forms that another site makes the browser send, over all routes of the console."""

import pytest
from fastapi.routing import APIRoute

from tests.interfaces.api.console.console_fixture import KEY, SAME_ORIGIN, Console

OWN = "http://127.0.0.1:8000"
FORMS = sorted(
    route.path
    for route in Console().dialect.router.routes
    if isinstance(route, APIRoute) and "POST" in (route.methods or ())
)


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": OWN},
        {"Sec-Fetch-Site": "same-site", "Origin": OWN},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:8001"},
        {},
    ],
    ids=str,
)
async def test_forms_from_elsewhere_are_refused(
    signed_in: Console, path: str, headers: dict[str, str]
) -> None:
    """The answer is 403, and nothing was done."""
    before = dict(signed_in.history.storage.reader_sessions.stored)
    answer = await signed_in.browser.post(path, data={"key": KEY}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text
    assert signed_in.history.storage.reader_sessions.stored == before


@pytest.mark.parametrize("path", [path for path in FORMS if path != "/console/sign-in"])
@pytest.mark.parametrize("fields", [{}, {"form_token": ""}, {"form_token": "é"}], ids=str)
async def test_forms_without_the_token_of_the_session_are_refused(
    signed_in: Console, path: str, fields: dict[str, str]
) -> None:
    """A form of the same origin without the token of its session is 403."""
    answer = await signed_in.browser.post(path, data=fields, headers=SAME_ORIGIN)
    assert answer.status_code == 403
    assert "form is of another session" in answer.text
    assert signed_in.history.storage.reader_sessions.stored


async def test_an_old_browser_is_known_by_its_origin(console: Console) -> None:
    """Without Sec-Fetch-Site, the own Origin admits a form."""
    answer = await console.browser.post(
        "/console/sign-in", data={"key": KEY}, headers={"Origin": OWN}
    )
    assert answer.status_code == 303


@pytest.mark.parametrize("body", [b"\xff=1", b"a=%ff", b"&".join([b"a=1"] * 60)], ids=str)
async def test_a_malformed_form_is_refused(console: Console, body: bytes) -> None:
    """A body that is no form of the console is 400."""
    answer = await console.browser.post("/console/sign-in", content=body, headers=SAME_ORIGIN)
    assert answer.status_code == 400


async def test_a_prefetch_is_not_answered(signed_in: Console) -> None:
    """A page that a browser fetches before the reader opens it is 503, and is not recorded."""
    before = len(signed_in.history.storage.reads.kept)
    answer = await signed_in.browser.get("/console/search", headers={"Sec-Purpose": "prefetch"})
    assert answer.status_code == 503
    assert len(signed_in.history.storage.reads.kept) == before
