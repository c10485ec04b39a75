"""GET /shopper/{public_token}/page: the customer's page itself."""

import base64
import hashlib
import re

from tests.interfaces.api.api_fixture import TOKEN, ApiFixture, is_problem


async def test_the_page_is_html_that_may_be_framed(api: ApiFixture) -> None:
    """It may run its own script and style, ask its own origin, be framed by the checkout's shop, and nothing else."""
    await api.opened()

    answer = await api.client.get(f"/shopper/{TOKEN}/page")

    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";")
    )
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self' https://shop.example"
    for element in ("script", "style"):
        (inside,) = re.findall(f"<{element}>(.*?)</{element}>", answer.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert policy[f"{element}-src"] == f"'sha256-{digest}'"


async def test_the_page_of_a_checkout_without_a_shop_is_framed_by_nobody_else(
    api: ApiFixture,
) -> None:
    """A session of an agent names no page of a shop."""
    await api.opened(dialect="acp")
    answer = await api.client.get(f"/shopper/{TOKEN}/page")
    assert answer.headers["content-security-policy"].endswith("; frame-ancestors 'self'")


async def test_it_says_nothing_of_the_checkout_itself(api: ApiFixture) -> None:
    """It is the same for all; what it shows it asks for, and puts into the page as text."""
    await api.opened()

    page = (await api.client.get(f"/shopper/{TOKEN}/page")).text

    assert "Coffee" not in page
    assert "innerHTML" not in page


async def test_there_is_no_page_of_nothing(api: ApiFixture) -> None:
    """An unknown token is 404, as everywhere here."""
    answer = await api.client.get("/shopper/public-SE-0000/page")

    assert answer.status_code == 404
    assert is_problem(answer)
