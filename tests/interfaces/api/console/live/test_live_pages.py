"""The pages that follow events, as the server sends them."""

from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.history.dispute import ID


async def test_the_live_page_says_that_it_needs_scripts(signed_in: Console) -> None:
    """Without scripts the page leads to the events, and the access log has it."""
    page = await signed_in.page("/console/live")
    assert "This page needs scripts" in page.text
    assert "/console/events" in page.links()
    assert ("div", "data-follow", "rows=1") in page.attributes
    read = signed_in.history.storage.reads.kept[-1].read
    assert read.provenance.operation == "open live"


async def test_a_checkout_that_can_change_is_followed(signed_in: Console) -> None:
    """The page names its checkout with the newest version, also where it shows an older one."""
    await signed_in.history.opened()
    for query in ("", "?version=2"):
        page = await signed_in.page(f"/console/checkouts/{ID}{query}")
        assert ("div", "data-follow", f"checkout={ID}@3") in page.attributes
        assert ("div", "hidden", "") in page.attributes


async def test_a_checkout_that_has_ended_is_not_followed(signed_in: Console) -> None:
    """A completed checkout needs no stream."""
    await signed_in.history.dispute()
    answer = await signed_in.browser.get(f"/console/checkouts/{ID}")
    assert "data-follow" not in answer.text
    assert "live.js" not in answer.text


async def test_the_figures_are_a_part_of_their_page(signed_in: Console) -> None:
    """With X-Part the answer has the figures of the page, and nothing around them."""
    await signed_in.history.dispute()
    whole = await signed_in.browser.get("/console/overview")
    part = await signed_in.browser.get("/console/overview", headers={"X-Part": "figures"})
    assert part.headers["Vary"] == "X-Part"
    assert "<h1" not in part.text
    assert " ".join(part.text.split()) in " ".join(whole.text.split())
