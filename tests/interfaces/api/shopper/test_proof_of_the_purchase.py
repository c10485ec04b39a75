"""GET /shopper/{public_token}/receipt: the customer's own pack of evidence."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from application.checkouts.admission import Target
from application.commands.purchase import CommitPurchase
from application.commands.shop import ReplaceCart
from application.ledger.format.openings import decode_opening, shown_parts
from application.ports.ledger.reading import MissingOpening
from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.cart import Cart
from interfaces.storage.postgres.ledger.not_configured import NoLedger
from interfaces.verifiers.terminal.command import main
from tests.interfaces.api.api_fixture import COFFEE, PAGE_KEY, RECEIPT, TOKEN, ApiFixture
from tests.interfaces.api.ledger_in_memory import SIGNER
from tests.interfaces.api.shopper.identified_page import ADA, PATH, identify

ZIP = f"{PATH}/receipt"
POLICY = f"log {SIGNER.verifier_key.text()}\nquorum none\n"


async def _bought(api: ApiFixture) -> int:
    """Ada's commitment, and its version."""
    await api.opened()
    await identify(api, ADA)
    checkout = await _read(api)
    committed = await api.change(checkout, CommitPurchase(shown_version=checkout.version))
    return committed.version


async def test_the_pack_is_proven(api: ApiFixture, tmp_path: Path) -> None:
    """The verifier finds every version up to the commitment, and the same request gets the same bytes."""
    version = await _bought(api)
    api.ledger.sign()
    answer = await api.client.get(ZIP)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="receipt.zip"'
    assert answer.headers["cache-control"] == "private, no-store"
    assert (await api.client.get(ZIP)).content == answer.content
    pack, policy = tmp_path / "receipt.zip", tmp_path / "policy.txt"
    pack.write_bytes(answer.content)
    policy.write_text(POLICY)
    assert main([str(pack), "--policy", str(policy)]) == 0
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert f"pack/events/{version:04}.json" in names
    assert f"pack/events/{version + 1:04}.json" not in names
    pack.write_bytes(_altered(answer.content))
    assert main([str(pack), "--policy", str(policy)]) == 1


async def test_what_the_customer_may_read(api: ApiFixture) -> None:
    """The cart, the fees and the total can be read. Nothing is of a person, of the shop's own, or a credential."""
    version = await _bought(api)
    api.ledger.sign()
    content = (await api.client.get(ZIP)).content
    texts = b"".join(_files(content).values()).decode().lower()
    for secret in ("secret-", "ada@", "sealed2:", "public-se", "192.0.2", PAGE_KEY.decode()):
        assert secret not in texts
    openings = [
        decode_opening(_files(content)[f"pack/events/{each:04}.json"])
        for each in range(1, version + 1)
    ]
    shown = {part.name for opening in openings for part in shown_parts(opening)}
    assert {"/cart/lines", "/fees", "/total", "/shown_version"} <= shown
    assert not any(name.startswith(("/provenance", "/customer", "/settings")) for name in shown)


async def test_before_the_commitment_is_under_a_head(api: ApiFixture) -> None:
    """It is soon there, so the answer says when to ask again."""
    await api.opened()
    api.ledger.sign()
    await identify(api, ADA)
    checkout = await _read(api)
    await api.change(checkout, CommitPurchase(shown_version=checkout.version))
    for is_logged in (False, True):
        if is_logged:
            api.ledger.log()
        answer = await api.client.get(ZIP)
        assert (answer.status_code, answer.headers["retry-after"]) == (404, "1")
        assert answer.json()["type"] == "urn:tillroll:problem:not-under-head"
    api.ledger.sign()
    assert (await api.client.get(ZIP)).status_code == 200


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.SUSPENDED, Stage.CANCELLED, Stage.EXPIRED])
async def test_without_a_purchase(api: ApiFixture, stage: Stage) -> None:
    """There is nothing to prove, and no time is named."""
    await api.at(stage)
    api.ledger.sign()
    answer = await api.client.get(ZIP)
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:tillroll:problem:no-purchase"
    assert "retry-after" not in answer.headers


async def test_without_a_ledger() -> None:
    """The answer says so in words, and names no time."""
    api = ApiFixture(ledger=NoLedger())
    async with api.client:
        await api.at(Stage.COMPLETED)
        answer = await api.client.get(ZIP)
        assert answer.status_code == 404
        assert answer.json()["type"] == "urn:tillroll:problem:ledger-not-configured"
        assert "retry-after" not in answer.headers


@pytest.mark.parametrize("reason", list(MissingOpening))
async def test_an_event_that_cannot_be_opened(api: ApiFixture, reason: MissingOpening) -> None:
    """A pack with a hole would disprove an honest shop, so there is none."""
    await api.at(Stage.COMPLETED)
    api.ledger.sign()
    api.ledger.missing[2] = reason
    answer = await api.client.get(ZIP)
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:tillroll:problem:receipt-unavailable"


async def test_it_ends_with_the_token(api: ApiFixture) -> None:
    """After the time of receipts it is 404, like a checkout that never was."""
    await api.at(Stage.COMPLETED)
    api.ledger.sign()
    api.now += RECEIPT - timedelta(seconds=1)
    assert (await api.client.get(ZIP)).status_code == 200
    api.now += timedelta(seconds=1)
    answer = await api.client.get(ZIP)
    unknown = await api.client.get("/shopper/public-SE-unknown/receipt")
    assert (answer.status_code, answer.json()) == (404, unknown.json())


async def test_a_released_commitment_is_no_purchase(api: ApiFixture) -> None:
    """After a failed payment the cart can change, and the receipt is of the later commitment."""
    checkout = await api.at(Stage.COMMITTED)
    key = {"Authorization": "Bearer demo-payments"}
    failed = await api.client.post(f"/payments/{checkout.id}/failed", headers=key, json={})
    assert failed.status_code == 200, failed.text
    api.ledger.sign()
    assert (await api.client.get(ZIP)).status_code == 404
    checkout = await _read(api)
    checkout = await api.change(checkout, ReplaceCart(cart=Cart(lines=(COFFEE, COFFEE))))
    checkout = await api.change(checkout, CommitPurchase(shown_version=checkout.version))
    api.ledger.sign()
    names = _files((await api.client.get(ZIP)).content)
    assert f"pack/events/{checkout.version:04}.json" in names


async def _read(api: ApiFixture) -> Checkout:
    checkout_id = await api.checkouts.find_by_public_token(TOKEN)
    return await api.checkouts.read(Target(checkout_id=checkout_id, merchant=None))


def _files(content: bytes) -> dict[str, bytes]:
    pack = zipfile.ZipFile(io.BytesIO(content))
    return {name: pack.read(name) for name in pack.namelist()}


def _altered(content: bytes) -> bytes:
    """The pack with another price."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        for name, octets in _files(content).items():
            pack.writestr(name, octets.replace(b"9500", b"9400"))
    return buffer.getvalue()
