"""The access log of the console: each look is recorded before it is shown."""

import pytest

from application.ports.access_log import AccessEntry
from application.ports.event_store import StoreUnavailable
from tests.interfaces.api.console.console_fixture import OTHER, Console

CHECKOUT = "/console/checkouts/checkout-1"


async def test_each_page_is_one_entry(signed_in: Console) -> None:
    """The entry names the key with the person, the page, the checkout and the version in its address."""
    await signed_in.history.dispute()
    await signed_in.page(f"{CHECKOUT}?version=7")
    await signed_in.page(f"{CHECKOUT}/events/8")
    _, page, event = [entry.read for entry in signed_in.history.storage.reads.kept]
    assert page.provenance.actor == "history:demo-history/Eva"
    assert page.provenance.dialect == "console"
    assert page.provenance.operation == "open checkout"
    assert page.checkout_id == "checkout-1"
    assert page.target == f"{CHECKOUT}?version=7"
    assert (event.provenance.operation, event.target) == ("open event", f"{CHECKOUT}/events/8")


@pytest.mark.parametrize(
    ("key", "path"), [("demo-history", "/console/checkouts/none"), (OTHER, CHECKOUT)]
)
async def test_a_look_at_nothing_is_recorded(console: Console, key: str, path: str) -> None:
    """A checkout that is not there, and one of another merchant, are 404 alike, and recorded as not found."""
    await console.history.dispute()
    await console.sign_in(key)
    page = await console.page(path, status=404)
    assert "It is not there, or it is not of a merchant that your key reaches." in page.text
    entry = console.history.storage.reads.kept[-1].read
    assert (entry.target, entry.outcome and entry.outcome.value) == (path, "not-found")


async def test_a_look_by_a_name_is_recorded_as_found(signed_in: Console) -> None:
    """A reference that leads to its checkout is found: the reader is shown the checkout."""
    await signed_in.history.opened()
    answer = await signed_in.browser.get("/console/checkouts/A-1")
    assert (answer.status_code, answer.headers["Location"]) == (303, CHECKOUT)
    entry = signed_in.history.storage.reads.kept[-1].read
    assert (entry.checkout_id, entry.outcome and entry.outcome.value) == ("A-1", "found")


async def test_a_page_that_cannot_be_recorded_is_not_shown(
    signed_in: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the access log cannot be written, the page is 503 and shows nothing of the checkout."""
    await signed_in.history.dispute()
    monkeypatch.setattr(signed_in.history.storage.reads, "keep", _fail)
    for path in (CHECKOUT, f"{CHECKOUT}/events/2", "/console/search?q=A-1"):
        answer = await signed_in.browser.get(path)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "2"
        assert "379.00" not in answer.text
        assert "Coffee" not in answer.text


async def _fail(_: AccessEntry) -> None:
    raise StoreUnavailable("away")
