"""The verdict of the replay above what the customer saw, in English and Swedish."""

from datetime import UTC, datetime

from application.checkouts.admission import Target
from application.commands.purchase import CommitPurchase
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON
from domain.values.shown import Purchaser, Sight, Surface
from interfaces.api.shopper.page_claims import display_of
from tests.interfaces.api.console.console_fixture import AUDITOR, Console
from tests.interfaces.api.history.dispute import ID, SHOPPER
from tests.interfaces.api.shown.replays import CLAIMS

SHOWN = f"/console/checkouts/{ID}/shown/3"


async def commit(console: Console) -> None:
    """A purchase through tillroll's page, on version 3."""
    await console.history.opened()
    checkout = await console.history.checkouts.read(Target(checkout_id=ID, merchant=None))
    change = CommitPurchase(
        shown_version=3,
        shown=display_of(checkout, Sight.MASKED, CLAIMS, Surface.PAGE),
        purchaser=Purchaser(device_id="device-0123456789"),
    )
    await console.history.change(ID, change, SHOPPER, "commit purchase")


async def test_a_purchase_that_is_shown_exactly_so(auditor: Console) -> None:
    """The page says so, with the language, the time zone and the device, which are recorded."""
    await commit(auditor)
    page = await auditor.page(SHOWN)
    assert "Shown exactly so" in page.text
    assert "the language of the customer's browser, as it wrote them" in page.text
    assert "The browser's time zone was Europe/Stockholm." in page.text
    assert "device-0123456789" in page.text


async def test_a_reader_without_the_scope_does_not_see_the_device(signed_in: Console) -> None:
    """The verdict is the same, and the device is hidden."""
    await commit(signed_in)
    page = await signed_in.page(SHOWN)
    assert "Shown exactly so" in page.text
    assert "device-0123456789" not in page.text


async def test_the_verdict_in_swedish() -> None:
    """A reader with a Swedish browser gets Swedish words."""
    console = Console()
    console.browser.headers["Accept-Language"] = "sv"
    async with console.browser:
        await commit(console)
        await console.sign_in(AUDITOR, "Ada")
        page = await console.page(SHOWN)
    assert "Visades precis så här" in page.text
    assert "Webbläsarens tidszon var Europe/Stockholm." in page.text


async def test_erased_and_reconstructed_displays(auditor: Console) -> None:
    """After an erasure nothing is compared, and a version that nobody committed was never recorded."""
    await commit(auditor)
    name = DataKeyId(checkout_id=ID, data_class=PERSON)
    await auditor.history.storage.vault.destroy(name, datetime(2026, 3, 2, tzinfo=UTC))
    assert "The key of the digest was destroyed" in (await auditor.page(SHOWN)).text
    other = await auditor.page(f"/console/checkouts/{ID}/shown/2")
    assert "Reconstructed, not recorded" in other.text
