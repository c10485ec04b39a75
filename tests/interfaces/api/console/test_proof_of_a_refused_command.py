"""The page of a refused command says since when it is in its ledger, and links the proof."""

from application.ledger.format.proof_files import parse_inclusion_proof
from interfaces.storage.postgres.ledger.not_configured import NoLedger
from tests.interfaces.api.console.console_fixture import AUDITOR, Console
from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.api.history.dispute import ID

REFUSED = f"/console/checkouts/{ID}/refusals/1"


async def test_a_command_under_a_signed_head(signed_in: Console) -> None:
    """The link is to the file of the proof, and the look is in the access log."""
    await signed_in.history.bring("the dispute, logged")
    page = await signed_in.page(REFUSED)
    assert "Proof In the signed ledger since" in page.text
    assert f"{REFUSED}/proof" in page.links()
    signed_in.history.storage.reads.kept.clear()
    answer = await signed_in.browser.get(f"{REFUSED}/proof")
    assert answer.status_code == 200
    assert (
        answer.headers["content-disposition"] == f'attachment; filename="{ID}-refusal-1.tlog-proof"'
    )
    assert parse_inclusion_proof(answer.content).index == 0
    (look,) = signed_in.history.storage.reads.kept
    assert (look.read.provenance.operation, look.read.checkout_id) == ("open refusal proof", ID)


async def test_a_command_that_no_head_covers(signed_in: Console) -> None:
    """The page says that the proof is not there yet, and nothing leads to it."""
    await signed_in.history.dispute()
    page = await signed_in.page(REFUSED)
    assert "Proof Not in the signed ledger yet" in page.text
    assert f"{REFUSED}/proof" not in page.links()
    await signed_in.page(f"{REFUSED}/proof", status=404)


async def test_without_a_ledger() -> None:
    """The page says nothing about it."""
    console = Console(history=AppFixture(ledger=NoLedger()))
    async with console.browser:
        await console.history.dispute()
        await console.sign_in(AUDITOR)
        assert "ledger" not in (await console.page(REFUSED)).text
        await console.page(f"{REFUSED}/proof", status=404)
