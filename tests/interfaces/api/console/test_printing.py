"""What a printed page says of itself, and the buttons of a checkout's head."""

import pytest

from tests.interfaces.api.console.console_fixture import Console, Page
from tests.interfaces.api.history.dispute import ID

CHECKOUT = f"/console/checkouts/{ID}"


def printed(page: Page) -> str:
    """The line that each sheet of paper has."""
    (line,) = [value for _, name, value in page.attributes if name == "data-printed"]
    return line


@pytest.mark.parametrize(
    ("path", "about"),
    [
        (CHECKOUT, "version 11 of 2026-03-01T14:03:10Z"),
        (f"{CHECKOUT}?version=5", "version 5 of 2026-03-01T14:03:02Z"),
        (f"{CHECKOUT}/events/5", "version 5 of 2026-03-01T14:03:02Z"),
        (f"{CHECKOUT}/shown/5", "version 5 of 2026-03-01T14:03:02Z"),
        (f"{CHECKOUT}/blame?field=/total&version=5", "version 5 of 2026-03-01T14:03:02Z"),
        (f"{CHECKOUT}/compare?from=4&to=5", "versions 4 and 5 of 2026-03-01T14:03:02Z"),
    ],
)
async def test_each_sheet_names_the_checkout_the_version_and_the_reader(
    auditor: Console, path: str, about: str
) -> None:
    """The line has the id, the version, its instant in UTC, and who has read it when, in UTC too."""
    await auditor.history.dispute()
    page = await auditor.page(path)
    assert printed(page).startswith(
        f"Checkout {ID}, {about}, read by demo-auditor/Ada at 2026-03-01"
    )
    assert printed(page) in page.text


async def test_other_pages_say_their_title(auditor: Console) -> None:
    """A list has its title in place of a checkout."""
    assert printed(await auditor.page("/console/system")).startswith(
        "System, read by demo-auditor/Ada"
    )


async def test_before_the_sign_in_nobody_has_read(console: Console) -> None:
    """The line names no reader."""
    assert printed(await console.page("/console/sign-in")) == "tillroll: Sign in"


async def test_an_error_has_no_time(auditor: Console) -> None:
    """The page about a checkout that does not exist is the same whenever it is read."""
    page = await auditor.page("/console/checkouts/none", status=404)
    assert printed(page) == "tillroll: Checkout not found"


async def test_the_head_says_what_there_is_not(auditor: Console) -> None:
    """Proof and evidence can be reached and say why they do nothing; printing needs a script, and waits for it."""
    await auditor.history.opened()
    page = await auditor.page(CHECKOUT)
    attributes = page.attributes
    assert attributes.count(("button", "aria-disabled", "true")) == 2
    assert {("button", "aria-describedby", "no-proof"), ("span", "id", "no-proof")} <= set(
        attributes
    )
    assert "Version 3 is not in the signed ledger yet." in page.text
    assert "Your key makes no evidence packs." in page.text
    assert ("button", "data-print", "") in attributes


async def test_an_auditor_is_led_to_who_has_looked(auditor: Console) -> None:
    """The link is in the head of the checkout."""
    await auditor.history.opened()
    assert f"{CHECKOUT}/looked-at" in (await auditor.page(CHECKOUT)).links()


async def test_other_readers_are_not_led_to_who_has_looked(signed_in: Console) -> None:
    """A key of one merchant could not open the page."""
    await signed_in.history.opened()
    assert f"{CHECKOUT}/looked-at" not in (await signed_in.page(CHECKOUT)).links()
