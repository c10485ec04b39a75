"""The access log as a page."""

from tests.interfaces.api.console.console_fixture import Console

READERS = "/console/readers"
CHECKOUT = "/console/checkouts/checkout-1"


async def test_an_auditor_sees_who_has_looked(auditor: Console) -> None:
    """The page of a checkout's looks has each reader, the page that was read, and what came of it."""
    await auditor.history.dispute()
    await auditor.page(CHECKOUT)
    answer = await auditor.browser.get(f"{CHECKOUT}/looked-at")
    assert answer.headers["Location"] == f"{READERS}?checkout=checkout-1"
    page = await auditor.page(answer.headers["Location"])
    assert f"demo-auditor/Ada Open checkout console{CHECKOUT} shown checkout-1" in page.text
    assert "/history/reads?checkout=checkout-1" in page.text


async def test_other_readers_do_not(signed_in: Console) -> None:
    """A key of some merchants gets 403, is not offered the page, and the attempt is recorded as denied."""
    await signed_in.history.dispute()
    assert READERS not in (await signed_in.page("/console/search")).links()
    for path in (READERS, f"{CHECKOUT}/looked-at"):
        await signed_in.page(path, status=403)
        entry = signed_in.history.storage.reads.kept[-1].read
        assert entry.outcome is not None
        assert (entry.target, entry.outcome.value) == (path, "denied")


async def test_fields_lead_to_an_address(auditor: Console) -> None:
    """The reader and the day are fields, and a day that is none is said."""
    answer = await auditor.post(READERS, reader="history:demo-auditor/Ada", since="2026-03-01")
    assert answer.headers["Location"] == (
        f"{READERS}?since=2026-03-01T00%3A00%3A00Z&reader=history%3Ademo-auditor%2FAda"
    )
    await auditor.page(answer.headers["Location"])
    page = await auditor.page(f"{READERS}?since=soon", status=400)
    assert "Write a day or a time" in page.text
