"""`Gui.Snippet`, checked without a browser. tests/system/service has a test in a browser."""

from html.parser import HTMLParser

import pytest
from fastapi import Request

from interfaces.dialects.svea.responses.snippet import Addresses
from tests.interfaces.dialects.svea.app_fixture import AppFixture


class Elements(HTMLParser):
    """The elements of a snippet by name, and the text of its script."""

    def __init__(self, snippet: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str | None]] = {}
        self.script = ""
        self.feed(snippet)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.script += data


def _request(host: str) -> Request:
    return Request(
        {
            "type": "http",
            "scheme": "https",
            "path": "/api/orders",
            "query_string": b"",
            "headers": [(b"host", host.encode())],
        }
    )


async def test_the_snippet_has_a_frame_with_the_checkout_page(
    app_fixture: AppFixture,
) -> None:
    """The snippet has the container that clients look for, and a frame with the address of the checkout page."""
    path = await app_fixture.opened()

    order = (await app_fixture.ask("GET", path)).json()

    token = (await app_fixture.checkout(path)).public_token
    elements = Elements(order["Gui"]["Snippet"])
    assert order["Gui"]["Layout"] == "desktop"
    assert elements.found["div"]["id"] == "svea-checkout-container"
    assert elements.found["iframe"]["src"] == f"https://tillroll.test/shopper/{token}/page"
    assert f'"https://tillroll.test/shopper/{token}"' in elements.script
    assert "scoApi" in elements.script


def test_behind_a_proxy_the_snippet_has_the_public_address() -> None:
    """The frame has the configured public address, which may differ from the address that the shop uses."""
    snippet = Addresses("https://checkout.example").snippet(_request("10.0.0.7"), "t-1")

    assert Elements(snippet).found["iframe"]["src"] == "https://checkout.example/shopper/t-1/page"


@pytest.mark.parametrize("host", ['x"><script>alert(1)</script>', "x'</script><b>", "x\\u003c"])
def test_the_host_header_is_escaped(host: str) -> None:
    """The Host header is escaped in the attribute and in the script."""
    snippet = Addresses(None).snippet(_request(host), "t-1")

    assert snippet.count("<script") == snippet.count("</script") == 1
    assert set(Elements(snippet).found) == {"div", "iframe", "script"}
