"""Auditors read the ledger, and everybody does where it is public. Reads with a key are in the access log."""

import pytest

from application.ports.access_log import AccessOutcome
from interfaces.storage.postgres.ledger.not_configured import NoLedger
from tests.interfaces.api.ledger.ledger_fixture import AUDITOR, SHOP, LedgerFixture

PATHS = ("/checkpoint", "/tile/0/000", "/tile/entries/000", "/consistency?from=1&to=2")


@pytest.mark.parametrize("path", PATHS)
async def test_keys_of_some_merchants_are_denied(path: str) -> None:
    """Entries say how much every shop sells. A key of one merchant does not read them, and neither does no key."""
    fixture = LedgerFixture()
    assert (await fixture.get(path, SHOP)).status_code == 403
    assert (await fixture.get(path, {"Authorization": "Bearer no-scope"})).status_code == 403
    assert (await fixture.get(path, {})).status_code == 401
    assert (await fixture.get(path, {"Authorization": "Bearer wrong"})).status_code == 401
    denied = [(each.read.provenance.actor, each.read.outcome) for each in fixture.reads.kept]
    assert denied == [
        ("history:demo-history", AccessOutcome.DENIED),
        ("history:blind", AccessOutcome.DENIED),
    ]


@pytest.mark.parametrize("path", PATHS)
async def test_reads_are_recorded(path: str) -> None:
    """The access log says who has read which part."""
    fixture = LedgerFixture()
    assert (await fixture.get(path)).status_code == 200
    (kept,) = fixture.reads.kept
    assert kept.read.target == f"/ledger{path}"
    assert kept.read.provenance.dialect == "ledger"
    assert kept.read.outcome is AccessOutcome.FOUND


@pytest.mark.parametrize("path", PATHS)
async def test_a_public_ledger(path: str) -> None:
    """It needs no key. The read of a key is recorded, and a wrong key is still refused."""
    fixture = LedgerFixture()
    fixture.public.replace(True)
    answer = await fixture.get(path, {})
    assert answer.status_code == 200
    assert answer.headers["cache-control"].startswith("public, ")
    assert not fixture.reads.kept
    assert (await fixture.get(path, SHOP)).status_code == 200
    assert len(fixture.reads.kept) == 1
    assert (await fixture.get(path, {"Authorization": "Bearer wrong"})).status_code == 401
    fixture.public.replace(False)
    assert (await fixture.get(path, {})).status_code == 401


@pytest.mark.parametrize("path", PATHS)
async def test_without_a_ledger(path: str) -> None:
    """An auditor reads in words that there is none."""
    answer = await LedgerFixture(NoLedger()).get(path, AUDITOR)
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:tillroll:problem:ledger-not-configured"
    assert "has no [ledger]" in answer.json()["detail"]


async def test_every_endpoint_is_described() -> None:
    """OpenAPI has the media types, the key, and the problems."""
    paths = LedgerFixture().app.openapi()["paths"]
    statuses = {path: set(item["get"]["responses"]) for path, item in paths.items()}
    common = {"200", "400", "401", "403", "404", "429", "default"}
    rests = ("/checkpoint", "/tile/{tile_path}", "/consistency")
    names = [prefix + rest for prefix in ("/ledger", "/ledger/refusals") for rest in rests]
    names += ["/ledger/time-stamps", "/ledger/checkpoint-{stamped}"]
    assert statuses == dict.fromkeys(names, common)
    content = [list(paths[name]["get"]["responses"]["200"]["content"]) for name in names]
    text, octets = ["text/plain"], ["application/octet-stream"]
    stamped = ["text/plain", "application/timestamp-reply"]
    assert content == [text, octets, text, text, octets, text, text, stamped]
    for name in names:
        assert paths[name]["get"]["security"] == [{"AuditorKey": []}, {}]
        assert "ledger-not-configured" in paths[name]["get"]["responses"]["404"]["description"]
