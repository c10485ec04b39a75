"""The proof of a refused command: checked against the head of its own ledger, with an opening that gives the entry."""

import msgspec

from application.ledger.format.checkpoints import parse_checkpoint
from application.ledger.format.merkle import inclusion_holds, leaf_hash
from application.ledger.format.notes import parse_note
from application.ledger.format.openings import decode_opening, opened_entry, shown_text
from application.ledger.format.proof_files import parse_inclusion_proof
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID

_JSON = {"Accept": "application/json"}
_STORED = (
    b'{"timestamp":"2026-11-21T14:03:04.000000Z","merchant":"demo-shop","asked":{"price":1,'
    b'"email":"sealed2:aaaa:bbbb"},"provenance":{"actor":"shopper:public-SE-abc"}}'
)


async def _refused_position(fixture: AppFixture) -> int:
    answer = await fixture.get(f"/history/checkouts/{ID}/refusals")
    return int(answer.json()["refusals"][0]["position"])


async def test_a_refused_command_is_proven(dispute: AppFixture) -> None:
    """The file leads from the entry to the root of the head, and the opening gives the same entry."""
    position = await _refused_position(dispute)
    path = f"/history/checkouts/{ID}/refusals/{position}/proof"
    waiting = await dispute.get(path)
    assert (waiting.status_code, waiting.headers["retry-after"]) == (404, "1")
    dispute.refusal_ledger.log_refusal("other", 1, 1, _STORED)
    dispute.refusal_ledger.log_refusal(ID, position, 1, _STORED)
    assert (await dispute.get(path)).json()["type"] == "urn:tillroll:problem:not-under-head"
    dispute.refusal_ledger.sign()
    answer = await dispute.get(path)
    proof = parse_inclusion_proof(answer.content)
    head = parse_checkpoint(parse_note(proof.checkpoint))
    assert proof.extra is not None
    assert inclusion_holds(leaf_hash(proof.extra), 1, 2, head.root, proof.hashes)
    document = (await dispute.get(path, HISTORY | _JSON)).json()
    assert (document["position"], document["number"], document["index"]) == (position, 1, 1)
    opening = decode_opening(msgspec.json.encode(document["opening"]))
    assert opened_entry(opening).encode() == proof.extra
    assert shown_text(opening, "/asked/price") == "1"
    assert (await dispute.get(f"{path}?size=9")).json()["type"].endswith("no-such-head")


async def test_what_is_hidden(dispute: AppFixture) -> None:
    """Public tokens are hidden from everybody."""
    position = await _refused_position(dispute)
    dispute.refusal_ledger.log_refusal(ID, position, 1, _STORED)
    dispute.refusal_ledger.sign()
    path = f"/history/checkouts/{ID}/refusals/{position}/proof"
    for key in (HISTORY, AUDITOR):
        assert "public-SE" not in (await dispute.get(path, key | _JSON)).text


async def test_a_position_that_is_none(dispute: AppFixture) -> None:
    """A command that was not refused on this checkout is not found, and neither is one of another merchant's."""
    position = await _refused_position(dispute)
    await dispute.opened("other-shop")
    paths = {
        f"/history/checkouts/{ID}/refusals/{position + 1000}/proof": "refusal-not-found",
        f"/history/checkouts/{ID}/refusals/x/proof": "refusal-not-found",
        f"/history/checkouts/checkout-2/refusals/{position}/proof": "checkout-not-found",
    }
    for path, kind in paths.items():
        answer = await dispute.get(path)
        assert (answer.status_code, answer.json()["type"]) == (404, f"urn:tillroll:problem:{kind}")


async def test_the_read_is_recorded(dispute: AppFixture) -> None:
    """The access log names the checkout."""
    position = await _refused_position(dispute)
    await dispute.get(f"/history/checkouts/{ID}/refusals/{position}/proof")
    kept = dispute.storage.reads.kept[-1].read
    assert (kept.provenance.operation, kept.checkout_id) == ("read refusal proof", ID)
