"""A dispute, from the first cart to the auditor's questions, over HTTP and with the command.

A customer was charged 344.00 SEK and says that shipping was never agreed. Everything below happens on a real server;
what the shop was answered at each version is kept as it was answered, and compared at the end.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from interfaces.storage.postgres.embedded.server import embedded_postgres
from tests.system.service.server import Server, authorised, item, new_checkout, running

AUDITOR = {"Authorization": "Bearer demo-auditor"}
PAYMENTS = {"Authorization": "Bearer demo-payments"}


@dataclass
class Dispute:
    """What happened, as the parties saw it at the time."""

    server: Server
    database_url: str
    checkout_id: str = ""
    answered: dict[int, bytes] = field(default_factory=dict)
    refused_at: int = 0
    agreed_at: int = 0

    def asked(self, path: str, **query: str | int) -> Any:
        """What the history API answers the auditor."""
        answer = self.read(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def read(self, path: str, **query: str | int) -> httpx.Response:
        """The answer itself."""
        url = f"{self.server.address}/history/checkouts/{self.checkout_id}{path}"
        return httpx.get(url, params=query, headers=AUDITOR)

    def told(self, *words: str, status: int = 0) -> str:
        """What the command prints in a pipe, ending with `status`."""
        ended = subprocess.run(
            [sys.executable, "-m", "interfaces.cli.main", *words],
            env={**os.environ, "DATABASE_URL": self.database_url, "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == status, ended.stderr
        return ended.stdout


@pytest.fixture(scope="module")
def dispute() -> Iterator[Dispute]:
    """Plays the whole story once."""
    with (
        tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder,
        embedded_postgres(Path(folder, "postgres")) as url,
        running(url) as server,
    ):
        story = Dispute(server, url)
        _play(story)
        yield story


def _play(story: Dispute) -> None:
    at = story.server.address
    shop = httpx.Client(base_url=at, headers=authorised(at))
    created = new_checkout(at, dict(shop.headers))
    story.checkout_id = created["privateId"]
    own = f"/checkouts/{story.checkout_id}"
    page = httpx.Client(base_url=f"{at}/shopper/{created['publicToken']}")

    def remember() -> int:
        answer = shop.get(own)
        version = int(answer.headers["ETag"].strip('"'))
        story.answered[version] = answer.content
        return version

    remember()
    for quantity in (2, 3, 3):
        shop.put(f"{own}/cart", json=[item(quantity)]).raise_for_status()
        remember()
    page.post("/suspend", json={}).raise_for_status()
    remember()
    shipping = {"id": "s1", "description": "Shipping", "unitPrice": 59, "vat": 25}
    shop.put(f"{own}/fees", json={"shipping": shipping}).raise_for_status()
    remember()
    page.post("/resume", json={}).raise_for_status()
    shown = remember()
    page.post("/commit", json={"version": shown}).raise_for_status()
    story.agreed_at = remember()
    late = shop.put(f"{own}/fees", json={"shipping": {**shipping, "unitPrice": 99}})
    assert late.status_code == 900
    story.refused_at = remember()
    paid = {"method": "card", "amount": 34400, "currency": "SEK"}
    httpx.post(
        f"{at}/payments/{story.checkout_id}/succeeded", json=paid, headers=PAYMENTS
    ).raise_for_status()
    remember()
    shop.close()
    page.close()


def test_every_past_answer_is_given_again_byte_for_byte(dispute: Dispute) -> None:
    """The shop's own GET at version N answers what it answered when N was the latest."""
    at = dispute.server.address
    assert len(dispute.answered) >= 7
    with httpx.Client(base_url=at, headers=authorised(at)) as shop:
        for version, answered in dispute.answered.items():
            again = shop.get(f"/checkouts/{dispute.checkout_id}", params={"version": version})
            assert again.content == answered


def test_what_was_agreed_is_the_state_at_the_commitment(dispute: Dispute) -> None:
    """At the instant of the commitment the total was 344.00 SEK, shipping of 59.00 SEK in it."""
    events = dispute.asked("/events")["events"]
    (committed,) = [event for event in events if event["type"] == "checkout.purchase-committed"]
    then = dispute.asked("", at=committed["time"])
    assert then["version"] == dispute.agreed_at
    assert then["state"]["agreed_total"] == 34400
    assert [fee["unit_price"] for fee in then["state"]["fees"]] == [5900]


def test_who_changed_the_fee_is_blamed(dispute: Dispute) -> None:
    """The shipping fee was set by the shop's own client, through Walley, while the page was suspended."""
    fields = dispute.asked("/blame")["fields"]
    (price,) = [one for one in fields if one["field"] == "/fees/0/unit_price"]
    assert price["provenance"]["actor"] == "shop:demo-client"
    assert price["provenance"]["operation"] == "update fees"
    before = dispute.asked("", version=price["version"] - 1)
    assert before["state"]["stage"] == "suspended"


def test_what_was_tried_and_refused_is_kept(dispute: Dispute) -> None:
    """The dearer shipping came after the commitment, was refused for it, and changed no version."""
    (refused,) = dispute.asked("/refusals")["refusals"]
    assert refused["reason"] == "PurchaseCommitmentFound"
    assert refused["version"] == dispute.refused_at == dispute.agreed_at
    assert "9900" in json.dumps(refused["asked"])


def test_the_difference_is_told_in_words(dispute: Dispute) -> None:
    """From the first cart to the agreement: three pieces for one, and shipping on top."""
    told = dispute.asked("/diff", **{"from": 2, "to": dispute.agreed_at})
    words = "\n".join(told["words"])
    assert "quantity 1 → 3" in words
    assert "Shipping" in words
    assert "95.00 → 344.00 SEK" in words


def test_the_timeline_has_events_and_the_refusal_in_order(dispute: Dispute) -> None:
    """The refused attempt stands between the commitment and the completion."""
    told = json.dumps(dispute.asked("/timeline"))
    places = [
        told.index(mark)
        for mark in ("checkout.purchase-committed", "PurchaseCommitmentFound", "checkout.completed")
    ]
    assert places == sorted(places)


def test_a_cart_that_did_not_change_is_no_event(dispute: Dispute) -> None:
    """Three replacements were sent; the third was the same as the second and is not in the history."""
    types = [event["type"] for event in dispute.asked("/events")["events"]]
    assert types.count("checkout.cart-replaced") == 3


def test_the_search_across_checkouts_finds_it(dispute: Dispute) -> None:
    """The trail finds the commitment by its type, its total and the merchant."""
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


def test_the_command_answers_the_same(dispute: Dispute) -> None:
    """Each question above, asked at a terminal."""
    then = dispute.told("show", dispute.checkout_id, "--version", str(dispute.agreed_at))
    assert "344.00 SEK" in then
    assert "PurchaseCommitmentFound" in dispute.told("log", dispute.checkout_id)
    differs = dispute.told("diff", dispute.checkout_id, "2", str(dispute.agreed_at), status=1)
    assert "quantity 1 → 3" in differs
    assert "shop:demo-client" in dispute.told("blame", dispute.checkout_id)
    assert "fees-updated" in dispute.told("replay", dispute.checkout_id)
    assert dispute.checkout_id in dispute.told("audit", "--type", "checkout.purchase-committed")
    dispute.told("check")


def test_a_merchant_sees_nothing_of_another(dispute: Dispute) -> None:
    """The demo shop's key sees the dispute, and what the auditor read of it is kept for the auditor alone."""
    url = f"{dispute.server.address}/history"
    own = {"Authorization": "Bearer demo-history"}
    assert httpx.get(f"{url}/checkouts/{dispute.checkout_id}", headers=own).status_code == 200
    assert httpx.get(f"{url}/reads", headers=own).status_code == 403
    kept = httpx.get(f"{url}/reads", headers=AUDITOR).json()["reads"]
    assert any(read["checkout"] == dispute.checkout_id for read in kept)
