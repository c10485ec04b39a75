"""The customer's page in a real browser: who sees the customer, and who commits."""

from pathlib import Path

from tests.system.service.browser import needs_a_browser
from tests.system.service.driven_browser import Tab, driven_browser
from tests.system.service.server import running
from tests.system.service.svea_shop import new_order
from tests.system.service.test_svea_in_a_browser import shopper_of

SHOWN = "document.body.dataset.stage === 'open'"
MAY_BUY = "!document.getElementById('purchase').disabled"
MASKED = "!document.getElementById('confirming').hidden"
COMMITTED = "document.body.dataset.stage === 'committed'"
EMAIL = "document.querySelector('[name=email]').value"
# The first request waits until it is released. The later ones are sent at once.
HOLD_REQUESTS = """{
    const send = window.fetch;
    window.held = [];
    window.fetch = (path, options) => new Promise(done => {
        const release = () => done(send(path, options));
        window.held.push({ path, release });
        if (window.held.length > 1) { release(); }
    });
}"""
ADA = {
    "email": "ada@shop.example",
    "first_name": "Ada",
    "address": "Storgatan 1",
    "postal_code": "111 22",
    "city": "Lund",
}


def identify(page: Tab) -> None:
    """Fills in the form as a customer does, and waits until it is saved."""
    for name, value in ADA.items():
        page.evaluate(f"document.querySelector('[name={name}]').value = '{value}'")
    page.evaluate("document.getElementById('details').requestSubmit()")
    page.wait(MAY_BUY)


def confirm(page: Tab, text: str) -> None:
    """Types into the field that confirms the customer."""
    page.evaluate(
        "{ const field = document.getElementById('confirmation');"
        f" field.value = '{text}'; field.dispatchEvent(new Event('input')); }}"
    )


@needs_a_browser
def test_the_page_that_identified_knows_the_customer_after_a_reload(
    migrated_url: str, tmp_path: Path
) -> None:
    """It keeps its secret in the storage of its own origin, and buys with it."""
    with running(migrated_url) as server, driven_browser(tmp_path) as browser:
        page = browser.open(f"{shopper_of(new_order(server.address, 'A-1'))}/page")
        page.wait(SHOWN)
        identify(page)
        page.evaluate("window.isOld = true; location.reload()")
        page.wait(f"!window.isOld && {SHOWN} && {MAY_BUY}")
        assert page.evaluate(EMAIL) == ADA["email"]
        page.evaluate("document.getElementById('purchase').click()")
        page.wait(COMMITTED)


@needs_a_browser
def test_another_page_sees_a_mask_and_buys_after_a_confirmation(
    migrated_url: str, tmp_path: Path
) -> None:
    """It has the same address and not the secret. A wrong confirmation is answered with what to do."""
    with running(migrated_url) as server, driven_browser(tmp_path) as browser:
        address = f"{shopper_of(new_order(server.address, 'A-1'))}/page"
        first = browser.open(address)
        first.wait(SHOWN)
        identify(first)
        second = browser.open(address)
        second.wait(f"{SHOWN} && {MASKED}")
        assert "Details of a…@shop.example are saved" in second.evaluate("document.body.innerText")
        assert second.evaluate(EMAIL) == ""
        assert second.evaluate(MAY_BUY) is False
        confirm(second, "bea@shop.example")
        second.evaluate("document.getElementById('purchase').click()")
        second.wait(
            "document.getElementById('notice').textContent.includes('Identify the customer first')"
        )
        confirm(second, ADA["email"])
        second.wait(MAY_BUY)
        second.evaluate("document.getElementById('purchase').click()")
        second.wait(COMMITTED)


@needs_a_browser
def test_a_customer_that_the_shop_set_confirms_and_buys(migrated_url: str, tmp_path: Path) -> None:
    """The shop's presets are masked too, because the address of the page is not proof."""
    presets = [{"TypeName": "EmailAddress", "Value": "carl@shop.example", "IsReadonly": False}]
    with running(migrated_url) as server, driven_browser(tmp_path) as browser:
        order = new_order(server.address, "A-1", PresetValues=presets)
        page = browser.open(f"{shopper_of(order)}/page")
        page.wait(f"{SHOWN} && {MASKED}")
        assert page.evaluate(MAY_BUY) is False
        confirm(page, "carl@shop.example")
        page.evaluate("document.getElementById('purchase').click()")
        page.wait(COMMITTED)


@needs_a_browser
def test_a_press_during_a_read_counts_once(migrated_url: str, tmp_path: Path) -> None:
    """The page reads every three seconds. Two presses meanwhile are one commit, which is sent after the read."""
    with running(migrated_url) as server, driven_browser(tmp_path) as browser:
        page = browser.open(f"{shopper_of(new_order(server.address, 'A-1'))}/page")
        page.wait(SHOWN)
        identify(page)
        page.evaluate(HOLD_REQUESTS)
        page.wait("window.held.length === 1")
        page.evaluate(
            "for (let n = 0; n < 2; n++) { document.getElementById('purchase').click(); }"
        )
        page.evaluate("window.held[0].release()")
        page.wait(COMMITTED)
        commits = "window.held.filter(each => each.path.endsWith('/commit')).length"
        assert page.evaluate(commits) == 1
