"""The ledger of refused attempts is read below `/ledger/refusals`, by those who may read that of events."""

import pytest

from tests.interfaces.api.ledger.ledger_fixture import AUDITOR, SHOP, LedgerFixture

_STORED = b'{"timestamp":"2026-11-21T14:03:04.000000Z","merchant":"demo-shop"}'


def _fixture() -> LedgerFixture:
    fixture = LedgerFixture()
    for number in (1, 2, 3):
        fixture.refusal_ledger.log_refusal("a", number, number, _STORED)
        fixture.refusal_ledger.sign()
    return fixture


async def test_its_head_and_its_entries() -> None:
    """They are those of the second tree, not of the events."""
    fixture = _fixture()
    head = await fixture.refusal_ledger.latest_head()
    assert head is not None
    assert (await fixture.get("/refusals/checkpoint")).content == head.note
    entries = await fixture.get("/refusals/tile/entries/000.p/3")
    assert entries.content == b"".join(
        b"\x00\x4b" + each for each in fixture.refusal_ledger.entries
    )
    assert len((await fixture.get("/refusals/tile/0/000.p/3")).content) == 96
    assert len((await fixture.get("/refusals/consistency?from=1&to=3")).text.splitlines()) == 2
    assert (await fixture.get("/refusals/tile/0/000")).status_code == 404


@pytest.mark.parametrize("path", ["/checkpoint", "/tile/0/000.p/3", "/consistency?from=1&to=3"])
async def test_who_may_read_it(path: str) -> None:
    """Auditors, or everybody while the ledgers are public. The access log names the path."""
    fixture = _fixture()
    assert (await fixture.get(f"/refusals{path}", SHOP)).status_code == 403
    assert (await fixture.get(f"/refusals{path}", {})).status_code == 401
    assert (await fixture.get(f"/refusals{path}", AUDITOR)).status_code == 200
    assert fixture.reads.kept[-1].read.target == f"/ledger/refusals{path}"
    fixture.public.replace(True)
    assert (await fixture.get(f"/refusals{path}", {})).status_code == 200
