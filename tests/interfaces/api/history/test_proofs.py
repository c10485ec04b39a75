"""The proof of a version: checked against the head, with an opening that gives the entry."""

from typing import Any

import msgspec
import pytest

from application.commands.shop import IdentifyCustomer
from application.ledger.format.checkpoints import parse_checkpoint
from application.ledger.format.merkle import inclusion_holds, leaf_hash
from application.ledger.format.notes import parse_note
from application.ledger.format.openings import decode_opening, opened_entry, shown_parts
from application.ledger.format.proof_files import InclusionProof, parse_inclusion_proof
from application.ports.ledger.reading import MissingOpening
from domain.values.customer import Customer
from interfaces.storage.postgres.ledger.not_configured import NoLedger
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOP

PROOF = f"/history/checkouts/{ID}/proof"
JSON = {"Accept": "application/json"}


def _holds(proof: InclusionProof, size: int) -> bool:
    head = parse_checkpoint(parse_note(proof.checkpoint))
    assert head.size == size
    assert proof.extra is not None
    return inclusion_holds(leaf_hash(proof.extra), proof.index, size, head.root, proof.hashes)


async def _opened(fixture: AppFixture, version: int, key: dict[str, str]) -> dict[str, Any]:
    answer = await fixture.get(f"{PROOF}?version={version}", key | JSON)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_every_version_is_proven(dispute: AppFixture) -> None:
    """The file leads from the entry to the root of the head, and the opening gives the same entry."""
    dispute.ledger.sign()
    for version in range(1, 12):
        answer = await dispute.get(f"{PROOF}?version={version}")
        proof = parse_inclusion_proof(answer.content)
        assert _holds(proof, 11)
        document = await _opened(dispute, version, HISTORY)
        assert document["proof"].encode() == answer.content
        assert document["index"] == proof.index
        opening = decode_opening(msgspec.json.encode(document["opening"]))
        assert opened_entry(opening).encode() == proof.extra


async def test_the_head_of_a_size(dispute: AppFixture) -> None:
    """A proof under an earlier head is had by its size, if that head covers the version."""
    dispute.ledger.sign()
    await dispute.opened()
    dispute.ledger.sign()
    answer = await dispute.get(f"{PROOF}?version=2&size=11")
    assert _holds(parse_inclusion_proof(answer.content), 11)
    assert _holds(parse_inclusion_proof((await dispute.get(f"{PROOF}?version=2")).content), 14)
    later = await dispute.get("/history/checkouts/checkout-2/proof?version=1&size=11")
    assert later.status_code == 404
    assert later.json()["type"] == "urn:tillroll:problem:above-signed-head"
    assert "retry-after" not in later.headers


async def test_personal_data_is_hidden_behind_digests(dispute: AppFixture) -> None:
    """A key without persons:read gets no sealed text, one with it gets them sealed, and nobody the public token."""
    fixture = AppFixture()
    async with fixture.client:
        await fixture.opened()
        change = IdentifyCustomer(customer=Customer(email="ada@example.com"))
        await fixture.change(ID, change, SHOP, "identify customer")
        fixture.ledger.sign()
        blind = await _opened(fixture, 4, HISTORY)
        assert "sealed2:" not in msgspec.json.encode(blind).decode()
        seeing = await _opened(fixture, 4, {"Authorization": "Bearer demo-auditor"})
        openings = [
            decode_opening(msgspec.json.encode(each["opening"])) for each in (blind, seeing)
        ]
        assert opened_entry(openings[0]) == opened_entry(openings[1])
        hidden = set(shown_parts(openings[1])) - set(shown_parts(openings[0]))
        assert [part.name for part in hidden] == ["/customer/email"]
        assert all(part.value.startswith(b'"sealed2:') for part in hidden)
        for key in (HISTORY, {"Authorization": "Bearer demo-auditor"}):
            first = msgspec.json.encode(await _opened(fixture, 1, key)).decode()
            assert "public-SE" not in first
            assert "public_token" not in first


@pytest.mark.parametrize("reason", list(MissingOpening))
async def test_why_there_is_no_opening(dispute: AppFixture, reason: MissingOpening) -> None:
    """The proof is still there, and the reason in words."""
    dispute.ledger.sign()
    dispute.ledger.missing[5] = reason
    document = await _opened(dispute, 5, HISTORY)
    assert document["opening"] is None
    assert document["no_opening"]["reason"] == reason.value
    assert len(document["no_opening"]["detail"]) > 40
    assert _holds(parse_inclusion_proof(document["proof"].encode()), 11)


async def test_without_a_ledger() -> None:
    """The problem says in words that there is none."""
    fixture = AppFixture(ledger=NoLedger())
    async with fixture.client:
        await fixture.opened()
        answer = await fixture.get(f"{PROOF}?version=1")
        assert answer.status_code == 404
        assert answer.json()["type"] == "urn:tillroll:problem:ledger-not-configured"


async def test_only_the_merchants_keys_read_it(dispute: AppFixture) -> None:
    """Another merchant's checkout is not found, and the read is recorded with its checkout."""
    await dispute.opened("other-shop")
    dispute.ledger.sign()
    other = "/history/checkouts/checkout-2/proof?version=1"
    assert (await dispute.get(other)).json()["type"] == "urn:tillroll:problem:checkout-not-found"
    assert (await dispute.get(other, AUDITOR)).status_code == 200
    reads = [each.read for each in dispute.storage.reads.kept]
    assert [(each.provenance.operation, each.checkout_id) for each in reads] == [
        ("read proof", "checkout-2"),
        ("read proof", "checkout-2"),
    ]
