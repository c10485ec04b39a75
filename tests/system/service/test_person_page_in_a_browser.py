"""The page with everything about one person in a real browser: light, dark, wide, narrow, and with hostile text."""

import asyncio
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.commands.shop import IdentifyCustomer
from application.history.inquiries import Inquiries
from application.persons.export import ExportQuery, PersonExports
from application.persons.search import PersonQuery
from domain.provenance import Provenance
from domain.values.customer import Address, Customer
from interfaces.cli.person_page.files import write_files
from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.api.history.webhook_deliveries import called_back
from tests.system.service.browser import Website, needs_a_browser, seen, website

HOSTILE = "Ada <script>parent.document.title='run'</script><img src=/loaded onerror=alert(1)>"
ADA = Customer(
    email="ada@example.com",
    first_name=HOSTILE,
    last_name="Lovelace" * 12,
    delivery_address=Address(address='"Gatan" 1 & 2', city="Stockholm"),
)
# The page is framed by one of the same origin, whose script reads what the browser made of it.
_READER = """<!doctype html><title>reader</title>
<iframe src="person.html" style="width:WIDTHpx;height:600px"></iframe>
<pre id="found"></pre>
<script>
addEventListener("load", () => {
  const frame = document.querySelector("iframe"), page = frame.contentDocument;
  const style = element => frame.contentWindow.getComputedStyle(element);
  document.querySelector("#found").textContent = JSON.stringify({
    title: document.title,
    paper: style(page.body).backgroundColor,
    ink: style(page.body).color,
    width: page.documentElement.scrollWidth,
    row: style(page.querySelector("tbody tr")).display,
    requests: frame.contentWindow.performance.getEntriesByType("resource").length,
    active: page.querySelectorAll("script, img, link, iframe").length,
    text: page.body.textContent,
  });
});
</script>"""


async def _write(folder: Path) -> None:
    app = AppFixture()
    checkout = await app.opened(reference="B-2")
    app.deliveries.listed = [replace(each, checkout_id=checkout.id) for each in called_back()]
    by = Provenance(
        actor=f"shopper:{checkout.id}",
        dialect="shopper",
        operation="identify customer",
        request_id="r-1",
        address="203.0.113.7",
        user_agent="<b>browser</b>" * 20,
    )
    target = Target(checkout_id=checkout.id, merchant=None)
    await app.checkouts.change(target, IdentifyCustomer(customer=ADA), by)
    storage = app.storage
    exports = PersonExports(
        inquiries=Inquiries(
            histories=CheckoutRepository(storage.events, CheckoutCache(1), storage.snapshots),
            store=storage.events,
            refusals=storage.refusals,
            persons=storage.persons,
            clock=lambda: app.now,
            deliveries=app.deliveries,
        ),
        persons=storage.persons,
        address_book=storage.address_book,
        vault=storage.vault,
        lifetimes=storage.key_lifetimes,
        reads=storage.reads,
    )
    query = ExportQuery(person=PersonQuery(email="ada@example.com"))
    found = await exports.find(query, None)
    await write_files(folder, query, app.now, found, (), exports.records(found))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Website]:
    """The page of a person with hostile and long texts, served beside one that reads it."""
    folder = tmp_path_factory.mktemp("person")
    asyncio.run(_write(folder))
    with website(folder) as site:
        yield site


def read(site: Website, folder: Path, width: int, *options: str) -> Any:
    """What the browser shows of the page at this width in pixels."""
    address = site.page(_READER.replace("WIDTH", str(width)))
    found = re.search(r'<pre id="found">(.*?)</pre>', seen(address, folder, *options), re.DOTALL)
    assert found is not None
    return json.loads(html.unescape(found[1]))


@needs_a_browser
def test_text_from_outside_is_only_text(served: Website, tmp_path: Path) -> None:
    """Markup in a name and in the name of a browser is shown as it was typed, and nothing is run or loaded."""
    shown = read(served, tmp_path, 1200)
    assert shown["title"] == "reader"
    assert HOSTILE in shown["text"]
    assert "<b>browser</b>" in shown["text"]
    assert '"Gatan" 1 & 2' in shown["text"]
    assert (shown["requests"], shown["active"]) == (0, 0)


@needs_a_browser
@pytest.mark.parametrize("width", [1200, 390])
def test_the_page_fits_wide_and_narrow_windows(served: Website, tmp_path: Path, width: int) -> None:
    """Nothing is wider than the window. A narrow page has a block for each row of a table."""
    shown = read(served, tmp_path, width)
    assert shown["width"] <= width
    assert shown["row"] == ("table-row" if width == 1200 else "block")


@needs_a_browser
def test_the_page_is_dark_where_the_browser_is(served: Website, tmp_path: Path) -> None:
    """The colours follow the preference of the browser."""
    light = read(served, tmp_path / "light", 1200)
    dark = read(served, tmp_path / "dark", 1200, "--blink-settings=preferredColorScheme=0")
    assert _brightness(light["paper"]) > 200 > 100 > _brightness(light["ink"])
    assert _brightness(dark["ink"]) > 200 > 100 > _brightness(dark["paper"])


def _brightness(colour: str) -> float:
    parts = [int(each) for each in re.findall(r"\d+", colour)[:3]]
    return sum(parts) / 3
