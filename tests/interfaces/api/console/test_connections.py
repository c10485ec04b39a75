"""The connections on which a browser may sign in, and the cookie that it gets there."""

import pytest

from tests.interfaces.api.console.console_fixture import KEY, Console, Page


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"]
)
async def test_plain_http_is_allowed_on_the_machine_itself(address: str) -> None:
    """At a loopback address the cookie has neither `Secure` nor the prefix."""
    answer = await Console(address=address).sign_in(KEY)
    assert answer.status_code == 303
    assert answer.headers["Set-Cookie"] == "tillroll=token-1; HttpOnly; Path=/; SameSite=lax"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("https://pay.example", None),
        ("https://pay.example", "https://pay.example"),
        ("http://pay.example", "https://pay.example"),
    ],
)
async def test_https_gets_a_secure_cookie(address: str, public: str | None) -> None:
    """On https, also where a proxy ends it, the cookie is `Secure` and has the prefix `__Host-`."""
    answer = await Console(address=address, public_address=public).sign_in(KEY)
    assert answer.status_code == 303
    cookie = "__Host-tillroll=token-1; HttpOnly; Path=/; SameSite=lax; Secure"
    assert answer.headers["Set-Cookie"] == cookie


@pytest.mark.parametrize(
    ("address", "public", "advice"),
    [
        ("http://pay.example", None, "plain http"),
        ("http://192.0.2.1:8000", None, "plain http"),
        ("http://localhost.pay.example", None, "plain http"),
        ("http://192.0.2.1:8000", "https://pay.example", "https://pay.example/console/"),
    ],
)
async def test_plain_http_elsewhere_is_refused_in_words(
    address: str, public: str | None, advice: str
) -> None:
    """Over plain http the page has no form and says why, and a key that is sent there is not compared."""
    console = Console(address=address, public_address=public)
    page = await console.page("/console/sign-in", status=403)
    assert advice in page.text
    assert "key" not in page.values
    answer = await console.sign_in(KEY)
    assert answer.status_code == 403
    assert advice in Page.of(answer).text
    assert "Set-Cookie" not in answer.headers
    assert not console.history.storage.reader_sessions.stored
