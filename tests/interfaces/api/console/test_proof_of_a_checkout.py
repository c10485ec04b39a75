"""The head of a checkout says since when its newest version is in the ledger, and links the proof."""

from application.ledger.format.proof_files import parse_inclusion_proof
from interfaces.storage.postgres.ledger.not_configured import NoLedger
from tests.interfaces.api.console.console_fixture import AUDITOR, Console
from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.api.history.dispute import ID

CHECKOUT = f"/console/checkouts/{ID}"


async def test_a_version_under_a_signed_head(signed_in: Console) -> None:
    """The link is to the file of the proof, and the look is in the access log."""
    await signed_in.history.bring("the dispute, logged")
    page = await signed_in.page(CHECKOUT)
    assert "Version 11 has been in the signed ledger since" in page.text
    assert ("button", "aria-describedby", "no-proof") not in page.attributes
    assert f"{CHECKOUT}/proof/11" in page.links()
    signed_in.history.storage.reads.kept.clear()
    answer = await signed_in.browser.get(f"{CHECKOUT}/proof/11")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{ID}-11.tlog-proof"'
    assert parse_inclusion_proof(answer.content).index == 10
    (look,) = signed_in.history.storage.reads.kept
    assert (look.read.provenance.operation, look.read.checkout_id) == ("open proof", ID)


async def test_a_version_that_no_head_covers(signed_in: Console) -> None:
    """The head says that the proof is not there yet, and nothing leads to it."""
    await signed_in.history.bring("the dispute, logged")
    await signed_in.history.opened()
    page = await signed_in.page("/console/checkouts/checkout-2")
    assert "Version 3 is not in the signed ledger yet." in page.text
    assert not any("/proof/" in link for link in page.links())
    await signed_in.page("/console/checkouts/checkout-2/proof/3", status=404)
    await signed_in.page(f"{CHECKOUT}/proof/12", status=404)


async def test_without_a_ledger() -> None:
    """The head says that there is none."""
    console = Console(history=AppFixture(ledger=NoLedger()))
    async with console.browser:
        await console.history.opened()
        await console.sign_in(AUDITOR)
        page = await console.page(CHECKOUT)
        assert "No ledger is configured here." in page.text
        assert not any("/proof/" in link for link in page.links())
        await console.page(f"{CHECKOUT}/proof/1", status=404)
