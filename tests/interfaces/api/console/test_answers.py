"""The section "Answers" of a checkout's page."""

from application.commands.shop import Suspend
from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.history.dispute import ID, SHOP

CHECKOUT = "/console/checkouts/checkout-1"


async def test_the_answers_are_at_the_top_with_their_versions_as_links(signed_in: Console) -> None:
    """They come before the versions and the timeline, and lead to each version that they rest on."""
    await signed_in.history.bring("the dispute, called back")
    page = await signed_in.page(CHECKOUT)
    first, second = page.text.index("Answers as of now"), page.text.index("Timeline oldest first")
    section = page.text[first:second]
    assert (
        "The customer agreed to 379.00 SEK at 1 Mar 2026, 14:03:07 UTC with version 10" in section
    )
    assert "Total 330.00 SEK → 379.00 SEK at 1 Mar 2026, 14:03:05 UTC (version 8," in section
    assert "2 commands were refused after the agreement, and changed nothing." in section
    assert {f"{CHECKOUT}?version={n}#v{n}" for n in (8, 9, 10, 11)} <= set(page.links())


async def test_the_answers_do_not_depend_on_the_version_that_is_shown(signed_in: Console) -> None:
    """An old version has the same answers."""
    await signed_in.history.dispute()
    texts = []
    for path in (CHECKOUT, f"{CHECKOUT}?version=2"):
        text = (await signed_in.page(path)).text
        texts.append(
            text[text.index("Answers as of now") : text.index("Timeline oldest first")][:900]
        )
    assert texts[0] == texts[1]


async def test_the_part_of_a_version_has_no_answers(signed_in: Console) -> None:
    """A step of the time bar computes and shows no answers."""
    await signed_in.history.dispute()
    part = await signed_in.browser.get(f"{CHECKOUT}?version=3", headers={"X-Part": "state"})
    assert "Answers" not in part.text


async def test_an_obstacle_is_in_the_words_of_the_apis(signed_in: Console) -> None:
    """A checkout that the shop has suspended says so."""
    await signed_in.history.opened()
    await signed_in.history.change(ID, Suspend(), SHOP, "suspend checkout")
    page = await signed_in.page(CHECKOUT)
    assert "The customer cannot agree to version 4 now: The shop is changing this checkout." in (
        page.text
    )
