"""The form for a pack of evidence, and the pack as a file, for keys that make packs."""

import io
import zipfile

from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.history.dispute import ID

CHECKOUT = f"/console/checkouts/{ID}"
KEY = "demo-disputes"


async def start(console: Console) -> None:
    await console.history.bring("the dispute, logged")
    await console.sign_in(KEY)


async def test_from_the_checkout_to_the_pack() -> None:
    """The head leads to the form, the form to the file, and the access log has who made it."""
    console = Console()
    async with console.browser:
        await start(console)
        assert f"{CHECKOUT}/evidence" in (await console.page(CHECKOUT)).links()
        form = await console.page(f"{CHECKOUT}/evidence")
        assert ("form", "action", f"{CHECKOUT}/evidence/file") in form.attributes

        query = {"reason": "fraud", "for": "stripe", "audience": "processor"}
        answer = await console.browser.get(f"{CHECKOUT}/evidence/file", params=query)

        assert answer.headers["content-type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
            assert "pack/submit/stripe.json" in pack.namelist()
        last = console.history.storage.reads.kept[-1].read
        assert (last.provenance.operation, last.checkout_id) == ("make evidence", ID)


async def test_why_there_is_no_pack() -> None:
    """An open checkout has nothing to show, and the form says so."""
    console = Console()
    async with console.browser:
        await console.history.opened()
        await console.sign_in(KEY)
        assert "once a purchase is agreed" in (await console.page(CHECKOUT)).text
        page = await console.page(f"{CHECKOUT}/evidence/file", status=404)
        assert "Nothing was agreed on this checkout" in page.text


async def test_an_unknown_choice() -> None:
    """A value that the form does not have is refused."""
    console = Console()
    async with console.browser:
        await start(console)
        await console.page(f"{CHECKOUT}/evidence/file?reason=other", status=400)


async def test_a_key_without_the_scope(auditor: Console) -> None:
    """It gets neither the form nor a pack."""
    await auditor.history.bring("the dispute, logged")
    assert "Your key makes no evidence packs." in (await auditor.page(CHECKOUT)).text
    await auditor.page(f"{CHECKOUT}/evidence", status=403)
    await auditor.page(f"{CHECKOUT}/evidence/file", status=403)
