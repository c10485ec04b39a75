"""A dispute about a purchase, answered from the history over HTTP and with the command.

A customer was charged 344.00 SEK and states that shipping was not agreed. The purchase is made on a real server. The
response at each version is stored, and compared with reads of the past versions.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from interfaces.storage.postgres.embedded.server import embedded_postgres
from tests.system.service.forked.process import run_tillroll
from tests.system.service.server import Server, authorised, item, new_checkout, running

AUDITOR = {"Authorization": "Bearer demo-auditor"}
PAYMENTS = {"Authorization": "Bearer demo-payments"}


@dataclass
class Dispute:
    """The purchase in dispute: the server, the responses by version, and the versions of its main points."""

    server: Server
    database_url: str
    checkout_id: str = ""
    answered: dict[int, bytes] = field(default_factory=dict)
    refused_at: int = 0
    agreed_at: int = 0

    def history(self, path: str, **query: str | int) -> Any:
        """The history API's response to the auditor, as JSON."""
        answer = self.read(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def read(self, path: str, **query: str | int) -> httpx.Response:
        """The history API's response to the auditor."""
        url = f"{self.server.address}/history/checkouts/{self.checkout_id}{path}"
        return httpx.get(url, params=query, headers=AUDITOR)

    def run(self, *words: str, status: int = 0) -> str:
        """The output of the command in a pipe, after a check of its exit status."""
        ended = run_tillroll(*words, DATABASE_URL=self.database_url)
        assert ended.returncode == status, ended.stderr
        return ended.stdout


@pytest.fixture(scope="module")
def dispute() -> Iterator[Dispute]:
    """Makes the purchase once for all tests."""
    with (
        tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder,
        embedded_postgres(Path(folder, "postgres")) as url,
        running(url) as server,
    ):
        purchase = Dispute(server, url)
        _make_purchase(purchase)
        yield purchase


def _make_purchase(purchase: Dispute) -> None:
    at = purchase.server.address
    shop = httpx.Client(base_url=at, headers=authorised(at))
    created = new_checkout(at, dict(shop.headers))
    purchase.checkout_id = created["privateId"]
    own = f"/checkouts/{purchase.checkout_id}"
    page = httpx.Client(base_url=f"{at}/shopper/{created['publicToken']}")

    def store_response() -> int:
        answer = shop.get(own)
        version = int(answer.headers["ETag"].strip('"'))
        purchase.answered[version] = answer.content
        return version

    store_response()
    for quantity in (2, 3, 3):
        shop.put(f"{own}/cart", json=[item(quantity)]).raise_for_status()
        store_response()
    page.post("/suspend", json={}).raise_for_status()
    store_response()
    shipping = {"id": "s1", "description": "Shipping", "unitPrice": 59, "vat": 25}
    shop.put(f"{own}/fees", json={"shipping": shipping}).raise_for_status()
    store_response()
    page.post("/resume", json={}).raise_for_status()
    shown = store_response()
    page.post("/commit", json={"version": shown}).raise_for_status()
    purchase.agreed_at = store_response()
    late = shop.put(f"{own}/fees", json={"shipping": {**shipping, "unitPrice": 99}})
    assert late.status_code == 900
    purchase.refused_at = store_response()
    paid = {"method": "card", "amount": 34400, "currency": "SEK"}
    httpx.post(
        f"{at}/payments/{purchase.checkout_id}/succeeded", json=paid, headers=PAYMENTS
    ).raise_for_status()
    store_response()
    shop.close()
    page.close()


def test_each_past_version_has_the_bytes_of_its_original_response(dispute: Dispute) -> None:
    """The shop's GET with `version` has the bytes of the response when that version was the latest."""
    at = dispute.server.address
    assert len(dispute.answered) >= 7
    with httpx.Client(base_url=at, headers=authorised(at)) as shop:
        for version, answered in dispute.answered.items():
            again = shop.get(f"/checkouts/{dispute.checkout_id}", params={"version": version})
            assert again.content == answered


def test_the_agreed_total_is_in_the_state_at_the_commitment(dispute: Dispute) -> None:
    """At the time of the commitment the total was 344.00 SEK, including shipping of 59.00 SEK."""
    events = dispute.history("/events")["events"]
    (committed,) = [event for event in events if event["type"] == "checkout.purchase-committed"]
    then = dispute.history("", at=committed["time"])
    assert then["version"] == dispute.agreed_at
    assert then["state"]["agreed_total"] == 34400
    assert [fee["unit_price"] for fee in then["state"]["fees"]] == [5900]


def test_blame_names_the_client_that_set_the_fee(dispute: Dispute) -> None:
    """The shop's client set the shipping fee through Walley while the checkout was suspended."""
    fields = dispute.history("/blame")["fields"]
    (price,) = [one for one in fields if one["field"] == "/fees/0/unit_price"]
    assert price["provenance"]["actor"] == "shop:demo-client"
    assert price["provenance"]["operation"] == "update fees"
    before = dispute.history("", version=price["version"] - 1)
    assert before["state"]["stage"] == "suspended"


def test_the_refused_command_is_recorded(dispute: Dispute) -> None:
    """The higher shipping fee after the commitment is a refused command, and did not change the version."""
    (refused,) = dispute.history("/refusals")["refusals"]
    assert refused["reason"] == "PurchaseCommitmentFound"
    assert refused["version"] == dispute.refused_at == dispute.agreed_at
    assert "9900" in json.dumps(refused["asked"])


def test_the_diff_has_a_narrative(dispute: Dispute) -> None:
    """The diff from the first cart to the agreement describes the new quantity, the shipping and the total."""
    diff = dispute.history("/diff", **{"from": 2, "to": dispute.agreed_at})
    words = "\n".join(diff["words"])
    assert "quantity 1 → 3" in words
    assert "Shipping" in words
    assert "95.00 → 344.00 SEK" in words


def test_the_timeline_has_events_and_the_refusal_in_order(dispute: Dispute) -> None:
    """The timeline has the refused command between the commitment and the completion."""
    timeline = json.dumps(dispute.history("/timeline"))
    places = [
        timeline.index(mark)
        for mark in ("checkout.purchase-committed", "PurchaseCommitmentFound", "checkout.completed")
    ]
    assert places == sorted(places)


def test_an_equal_cart_records_no_event(dispute: Dispute) -> None:
    """Of three replacements the third had the same cart as the second, and recorded no event."""
    types = [event["type"] for event in dispute.history("/events")["events"]]
    assert types.count("checkout.cart-replaced") == 3


def test_the_audit_log_finds_the_commitment(dispute: Dispute) -> None:
    """A search of the audit log by type, total and merchant finds the commitment."""
    at = dispute.server.address
    last = max(dispute.answered)
    answer = httpx.get(
        f"{at}/history/events",
        params={
            "type": "checkout.purchase-committed",
            "merchant": "demo-shop",
            "min_total": 34400,
            "max_total": 34400,
            "wait_for": f"{dispute.checkout_id}@{last}",
        },
        headers=AUDITOR,
    )
    (event,) = answer.json()["events"]
    assert event["checkout"] == dispute.checkout_id
    assert event["version"] == dispute.agreed_at


def test_the_command_has_the_same_answers(dispute: Dispute) -> None:
    """The commands show, log, diff, blame, replay and audit have the same answers."""
    then = dispute.run("show", dispute.checkout_id, "--version", str(dispute.agreed_at))
    assert "344.00 SEK" in then
    assert "PurchaseCommitmentFound" in dispute.run("log", dispute.checkout_id)
    differs = dispute.run("diff", dispute.checkout_id, "2", str(dispute.agreed_at), status=1)
    assert "quantity 1 → 3" in differs
    assert "shop:demo-client" in dispute.run("blame", dispute.checkout_id)
    assert "fees-updated" in dispute.run("replay", dispute.checkout_id)
    assert dispute.checkout_id in dispute.run("audit", "--type", "checkout.purchase-committed")
    dispute.run("check")


def test_a_merchants_key_cannot_read_the_access_log(dispute: Dispute) -> None:
    """The demo shop's key reads the checkout, and only the auditor's key reads the access log."""
    url = f"{dispute.server.address}/history"
    own = {"Authorization": "Bearer demo-history"}
    assert httpx.get(f"{url}/checkouts/{dispute.checkout_id}", headers=own).status_code == 200
    assert httpx.get(f"{url}/reads", headers=own).status_code == 403
    kept = httpx.get(f"{url}/reads", headers=AUDITOR).json()["reads"]
    assert any(read["checkout"] == dispute.checkout_id for read in kept)
