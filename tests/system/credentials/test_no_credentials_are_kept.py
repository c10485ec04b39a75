"""Card numbers and payment tokens leave no trace, whatever became of the payment."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.system.credentials.payers import UCP_VERSIONS, Payer, buy_as_agent, buy_over_ucp
from tests.system.credentials.secrets_of_buyers import (
    DECLINED_TOKEN,
    NEEDLES,
    PAID_CARD,
    UCP_TOKEN,
)
from tests.system.persons import agents, evidence
from tests.system.persons.planted import found_in
from tests.system.persons.shops import shops_in

CONFIGURATION = f"""
demo = true
[limits]
address_requests = 1000000
public_token_requests = 1000000
merchant_requests = 1000000
history_requests = 1000000

[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[merchants.walley]
store_ids = [1001]
clients = [{{{{ client_id = "demo-client", client_secret = "demo-secret" }}}}]
[merchants.selling]
keys = [{{{{ name = "demo", key = "sk_test_demo" }}}}]
provider = "demo"
demo_catalogue = true
[merchants.ucp]
profiles = "lenient"
open = true
[[merchants.ucp.handlers]]
id = "mock"
name = "example.shop.mock_payment"
succeeding_tokens = ["{UCP_TOKEN}"]
declining_tokens = ["{DECLINED_TOKEN}"]
test_cards = ["{PAID_CARD}"]

[[history_keys]]
name = "demo-auditor"
key = "demo-auditor"
merchants = "all"
scopes = ["history:read", "persons:read"]
"""
_PARTS = ("", "/events", "/refusals", "/timeline", "/deliveries")


@dataclass
class Findings:
    """What was found in each place, and how the payments ended."""

    places: dict[str, list[str]] = field(default_factory=dict)
    payers: list[Payer] = field(default_factory=list)
    finds_checkouts: bool = False
    has_write_ahead_log: bool = False


@pytest.fixture(scope="module")
def findings() -> Iterator[Findings]:
    """The findings of one server, where each dialect has paid in every way."""
    found = Findings()
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as name:
        folder = Path(name)
        data = folder / "data"
        with shops_in(folder, "", CONFIGURATION) as (shops, log):
            found.payers += [buy_over_ucp(shops, each) for each in UCP_VERSIONS]
            found.payers += [buy_as_agent(shops, each) for each in agents.VERSIONS]
            answers = [each for payer in found.payers for each in payer.answers]
            found.places["answers"] = _found("answer", (each.content for each in answers))
            ids = {
                each.url.path.split("/")[-2]
                for each in (answer.request for answer in answers)
                if each.url.path.endswith("/complete")
            }
            read = [
                shops.of_history(f"checkouts/{one}{part}", "demo-auditor")
                for one in ids
                for part in _PARTS
            ]
            read.append(shops.of_history("refusals?limit=100", "demo-auditor"))
            assert {each.status_code for each in read} == {200}
            found.places["history"] = _found("history", (each.content for each in read))
            found.places["metrics"] = _found("metrics", [shops.ask("GET", "/metrics").content])
            evidence.checkpoint(shops.database_url)
            found.places["rows"] = list(evidence.in_rows(shops.database_url, NEEDLES))
            found.places["files"] = list(evidence.in_files(data, NEEDLES))
            found.places["failures"] = shops.failures
        found.places["files at the end"] = list(evidence.in_files(data, NEEDLES))
        found.places["log"] = _found("log", [log.closed().encode()])
        found.finds_checkouts = all(evidence.has_shops_own(data, one) for one in ids)
        found.has_write_ahead_log = any(data.rglob("pg_wal/0*"))
        yield found


def _found(place: str, contents: Iterable[bytes]) -> list[str]:
    return [f"{place}: {each}" for content in contents for each in found_in(content, NEEDLES)]


@pytest.mark.parametrize(
    "place",
    ["answers", "history", "metrics", "rows", "files", "files at the end", "log", "failures"],
)
def test_no_credential_is_in(findings: Findings, place: str) -> None:
    """No answer, row, file, log line or metric has one, before and after the end of the server; nothing failed."""
    assert findings.places[place] == []


def test_the_search_finds_what_is_there(findings: Findings) -> None:
    """The files have the id of each checkout and the write-ahead log; the needles are found in any form."""
    assert findings.finds_checkouts
    assert findings.has_write_ahead_log
    for content in (PAID_CARD, PAID_CARD.encode().hex(), f"{UCP_TOKEN}".upper()):
        assert found_in(f"x {content} y".encode(), NEEDLES) != []


def test_each_kind_of_payment_took_place(findings: Findings) -> None:
    """Every dialect and version has paid, was declined, was refused and repeated its requests."""
    for payer in findings.payers:
        kinds = payer.statuses
        assert kinds["paid"] == {200}, payer.name
        assert kinds["declined"] <= {200, 402}, payer.name
        assert kinds["conflict"] <= {409, 422}, payer.name
        assert all(400 <= each < 500 for each in kinds["broken"]), payer.name
        assert any(400 <= each < 500 for each in kinds["invalid"]), payer.name
        assert any("Idempotent-Replayed" in each.headers for each in payer.answers), payer.name
