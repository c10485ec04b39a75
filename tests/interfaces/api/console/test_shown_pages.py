"""The pages about what the customer saw, and the frame with the customer's page."""

import base64
import hashlib
import html
import json
import re
from typing import Any

import httpx

from application.commands.shop import IdentifyCustomer, OpenCheckout, ReplaceCart
from application.ports.access_log import AccessOutcome
from application.ports.key_vault import DataKeyId
from domain.values.cart import Cart
from domain.values.customer import Customer
from interfaces.api.console.views.checkouts.shown import MOST_ROWS
from tests.interfaces.api.console.console_fixture import OTHER, Console
from tests.interfaces.api.history.dispute import ID, SHOP, SHOPPER, coffee

CHECKOUT = f"/console/checkouts/{ID}"
JANE = Customer(email="jane@person.example", first_name="Jane")


async def identify(console: Console) -> None:
    """The page names the customer: version 4."""
    await console.history.opened()
    await console.history.change(ID, IdentifyCustomer(customer=JANE), SHOPPER, "identify customer")


async def agents_checkout(console: Console) -> None:
    """A checkout that an agent opened."""
    command = OpenCheckout(
        merchant="demo-shop",
        dialect="stateset",
        country="US",
        currency="USD",
        public_token="public-US-1",
        cart=Cart(lines=(coffee(1),)),
    )
    by = console.history._by(SHOP, "open checkout")
    await console.history.checkouts.open(command, by)


def replay_of(answer: httpx.Response) -> Any:
    """What the page in the frame reads."""
    found = re.search(
        r'<script type="application/json" id="replay-state">(.*?)</script>', answer.text
    )
    assert found is not None
    return json.loads(found[1])


async def test_the_frame_is_the_customers_page_and_runs_alone(auditor: Console) -> None:
    """It has the frozen page with the state, and its policy lets only the page's own script and style run."""
    await auditor.history.dispute()

    answer = await auditor.browser.get(f"{CHECKOUT}/shown/8/page")

    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";")
    )
    assert answer.status_code == 200
    assert policy["default-src"] == "'none'"
    assert policy["sandbox"] == "allow-scripts"
    assert policy["frame-ancestors"] == "'self'"
    assert "connect-src" not in policy
    for element in ("script", "style"):
        (inside,) = re.findall(f"<{element}>(.*?)</{element}>", answer.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert policy[f"{element}-src"] == f"'sha256-{digest}'"
    replay = replay_of(answer)
    assert replay["banner"] == "As the customer's page showed version 8. Nothing can be pressed."
    assert (replay["checkout"]["version"], replay["language"]) == (8, "sv-SE")
    assert replay["checkout"]["totals"]["total"] == 37900
    assert replay["checkout"]["public_token"] == "[hidden]"


async def test_no_text_ends_the_element_of_the_state(auditor: Console) -> None:
    """A description that closes a script stays a text of the state."""
    await auditor.history.opened()
    hostile = "</script><script>alert(1)</script><!--"
    line = type(coffee(1))(**{**vars(coffee(1)), "description": hostile})
    change = ReplaceCart(cart=Cart(lines=(line,)))
    await auditor.history.change(ID, change, SHOP, "replace cart")

    answer = await auditor.browser.get(f"{CHECKOUT}/shown/4/page")

    assert replay_of(answer)["checkout"]["lines"][0]["description"] == hostile
    assert answer.text.count("<script") == 2


async def test_the_pane_follows_the_version(signed_in: Console) -> None:
    """The checkout's page and the part of it that changes have the frame and the table of their version."""
    await signed_in.history.dispute()
    for headers in ({}, {"X-Part": "state"}):
        answer = await signed_in.browser.get(f"{CHECKOUT}?version=8", headers=headers)
        assert f'src="{CHECKOUT}/shown/8/page"' in answer.text
        assert 'sandbox="allow-scripts"' in answer.text
        assert "As the customer's page showed version 8" in html.unescape(answer.text)


async def test_the_page_says_how_it_is_known(auditor: Console) -> None:
    """The renderer, the language that is assumed, and how much of the customer data the page had."""
    await identify(auditor)
    page = await auditor.page(f"{CHECKOUT}/shown/4")
    assert "The frozen renderer shopper/2 shows the recorded state again." in page.text
    assert "Amounts are in sv-SE, assumed from the country SE." in page.text
    assert "The page had identified the customer" in page.text
    assert "E-mail jane@person.example" in page.text
    assert {f"{CHECKOUT}/shown/3", f"{CHECKOUT}?version=4#v4"} <= set(page.links())


async def test_personal_data_needs_the_scope(signed_in: Console) -> None:
    """A key without it sees marks, in the page, in the table and in the frame."""
    await identify(signed_in)
    page = await signed_in.page(f"{CHECKOUT}/shown/4")
    frame = await signed_in.browser.get(f"{CHECKOUT}/shown/4/page")
    assert "E-mail •••" in page.text
    assert "Personal data is hidden from this key." in page.text
    assert replay_of(frame)["checkout"]["customer"]["email"] == "•••"
    assert "jane" not in (page.text + frame.text).lower()


async def test_erased_data_is_said_to_be_erased(auditor: Console) -> None:
    """The form of the frame has the word, and the table the time."""
    await identify(auditor)
    key = DataKeyId(checkout_id=ID, data_class="person")
    await auditor.history.storage.vault.destroy(key, auditor.history.now)
    frame = await auditor.browser.get(f"{CHECKOUT}/shown/4/page")
    assert replay_of(frame)["checkout"]["customer"]["email"] == "erased"
    assert "erased on 1 Mar 2026" in (await auditor.page(f"{CHECKOUT}/shown/4")).text


async def test_the_screen_of_an_agent_is_not_known(auditor: Console) -> None:
    """The page says so, has the answer of the agent's API, and the page of tillroll only behind a summary."""
    await agents_checkout(auditor)
    page = await auditor.page(CHECKOUT)
    assert "tillroll does not know the screen that the customer saw." in page.text
    assert "What StateSet answers to a read of version 2" in page.text
    assert '"display_text": "Total"' in page.text
    assert "What tillroll's page shows of this version" in page.text


async def test_an_api_that_is_gone_has_no_answer(auditor: Console) -> None:
    """The page of a merchant that is not configured any more says what is missing, and shows the rest."""
    await auditor.history.opened()
    auditor.history.merchants.now = ()
    page = await auditor.page(f"{CHECKOUT}/shown/3")
    assert "is not configured any more" in page.text
    assert "Total 95.00 SEK" in page.text


async def test_a_long_cart_is_cut_in_the_table_and_whole_in_the_frame(auditor: Console) -> None:
    """The table says how many rows it leaves out."""
    await auditor.history.opened()
    change = ReplaceCart(cart=Cart(lines=(coffee(1),) * 1000))
    await auditor.history.change(ID, change, SHOPPER, "replace cart")
    page = await auditor.page(f"{CHECKOUT}/shown/4")
    frame = await auditor.browser.get(f"{CHECKOUT}/shown/4/page")
    assert f"{1000 - MOST_ROWS} more rows are left out here." in page.text
    assert len(replay_of(frame)["checkout"]["lines"]) == 1000


async def test_each_look_is_recorded(signed_in: Console) -> None:
    """The page and the frame are looks of their own, and so is one at a version that does not exist."""
    await signed_in.history.opened()
    for path, status in (("3", 200), ("3/page", 200), ("99", 404), ("99/page", 404), ("x", 400)):
        answer = await signed_in.browser.get(f"{CHECKOUT}/shown/{path}")
        assert answer.status_code == status, path
    kept = [each.read for each in signed_in.history.storage.reads.kept][-4:]
    assert [(each.provenance.operation, each.outcome) for each in kept] == [
        ("open shown page", AccessOutcome.FOUND),
        ("open shown frame", AccessOutcome.FOUND),
        ("open shown page", AccessOutcome.NOT_FOUND),
        ("open shown frame", AccessOutcome.NOT_FOUND),
    ]


async def test_another_merchants_checkout_is_not_shown(console: Console) -> None:
    """Its pages are not found, and say nothing of it."""
    await console.history.opened()
    await console.sign_in(OTHER)
    for path in ("3", "3/page"):
        answer = await console.browser.get(f"{CHECKOUT}/shown/{path}")
        assert answer.status_code == 404
        assert "Coffee" not in answer.text


async def test_without_a_session_the_frame_leads_to_the_sign_in(console: Console) -> None:
    """It is no way around the sign-in."""
    await console.history.opened()
    answer = await console.browser.get(f"{CHECKOUT}/shown/3/page")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/console/sign-in")
