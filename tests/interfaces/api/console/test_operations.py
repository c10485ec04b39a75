"""The page of the server's work: callbacks, erasures, checks, readers, versions. What is wrong says what to do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.operations.ledger_audits import LedgerAuditOutcome
from application.ports.webhooks.webhook_log import DeliveryState
from tests.interfaces.api.console.console_fixture import Console, Page
from tests.interfaces.api.console.test_hostile_texts import HOSTILE
from tests.interfaces.api.history.test_operations import OUTCOME
from tests.interfaces.api.history.webhook_deliveries import called_back

SYSTEM = "/console/system"
RESEND = f"{SYSTEM}/resend"


def park(console: Console, *numbers: int, receiver: str = "https://shop.example") -> None:
    """Let callbacks with these numbers be parked."""
    delivered = next(each for each in called_back() if each.id == 2)
    console.history.deliveries.listed = [
        replace(
            delivered,
            id=number,
            state=DeliveryState.PARKED,
            receiver=receiver,
            url=f"{receiver}/notify",
        )
        for number in numbers
    ]


async def test_several_callbacks_are_sent_again_at_once(console: Console) -> None:
    """The chosen ones are listed before they are sent, and the access log has an entry for each of them."""
    park(console, 2, 3, 4)
    await console.sign_in("sends", "Eva")
    page = await console.page(SYSTEM)
    chosen = [v for tag, name, v in page.attributes if (tag, name) == ("input", "value")]
    assert {"2", "3", "4"} <= set(chosen)
    path = f"{RESEND}?delivery=4&delivery=2&delivery=4&delivery=9&delivery=x"
    asked = await console.page(path)
    assert "Send 2 callbacks again?" in asked.text
    assert "Left out, because they are not parked: 9." in asked.text
    assert console.history.deliveries.resent == []
    action = next(
        v for tag, name, v in asked.attributes if (tag, name) == ("form", "action") and RESEND in v
    )
    assert action == f"{RESEND}?delivery=4&delivery=2"
    assert (await console.post(action)).status_code == 303
    assert console.history.deliveries.resent == [4, 2]
    entries = [each.read for each in console.history.storage.reads.kept]
    resent = [each for each in entries if each.provenance.operation == "resend delivery"]
    assert [each.provenance.actor for each in resent] == ["history:sender/Eva"] * 2


async def test_callbacks_are_counted_by_receiver(signed_in: Console) -> None:
    """Each state and receiver has a row. One that should have been sent ten minutes ago is late."""
    history = signed_in.history
    park(signed_in, 2, 3)
    waiting = replace(
        history.deliveries.listed[0],
        id=5,
        state=DeliveryState.WAITING,
        due=history.now - timedelta(minutes=9),
    )
    history.deliveries.listed = [*history.deliveries.listed, waiting]
    page = await signed_in.page(SYSTEM)
    assert "✕ Parked https://shop.example 2" in page.text
    assert "◐ Waiting https://shop.example 1" in page.text
    assert "more than ten minutes ago" not in page.text
    history.now += timedelta(minutes=1)
    late = await signed_in.page(SYSTEM)
    assert "✕ Late https://shop.example 1" in late.text
    assert "Look whether a server runs" in late.text


async def test_overdue_erasures_say_what_to_do(signed_in: Console) -> None:
    """What is due is listed with its checkout, and what is overdue with an advice."""
    await signed_in.history.dispute()
    await signed_in.history.storage.vault.apply_retention("demo-shop=30", signed_in.history.now)
    due = await signed_in.page(SYSTEM)
    assert "✓ In time Due within seven days: 1. Overdue: 0." in due.text
    assert "checkout-1 demo-shop Personal data by retention" in due.text
    signed_in.history.now += timedelta(minutes=10)
    overdue = await signed_in.page(SYSTEM)
    assert "✕ Overdue Due within seven days: 0. Overdue: 1." in overdue.text
    assert "errors of tillroll.erasure in its log" in overdue.text


async def test_requested_erasures_have_the_ids_of_their_certificates(signed_in: Console) -> None:
    """An erasure is listed with its id, its number of keys, and when it was complete."""
    assert "No erasure was requested." in (await signed_in.page(SYSTEM)).text
    await signed_in.history.bring("the dispute, erased")
    page = await signed_in.page(SYSTEM)
    assert "erasure-1 1 Mar 2026, 14:03:10 UTC 1 0 1 Mar 2026, 14:03:10 UTC" in page.text


async def test_an_auditor_sees_the_last_check(auditor: Console) -> None:
    """Without a check, after one with differences, by another version and long ago, the page says what to run."""
    history = auditor.history
    assert "No check was kept yet. Run tillroll check" in (await auditor.page(SYSTEM)).text
    history.checks.stored = [OUTCOME]
    differs = await auditor.page(SYSTEM)
    assert (
        "✕ Differences 1 Mar 2026, 14:03:00 UTC: 13 events of 2 checkouts in 1,234 ms"
        in differs.text
    )
    assert "differs from the record in 3 places" in differs.text
    history.checks.stored.append(replace(OUTCOME, differences=0, tillroll="0.0.9"))
    other = await auditor.page(SYSTEM)
    assert "✓ All the same" in other.text
    assert "Another version of tillroll runs now." in other.text
    history.checks.stored.append(
        replace(OUTCOME, differences=0, at=history.now - timedelta(days=31))
    )
    assert "more than 30 days ago" in (await auditor.page(SYSTEM)).text


async def test_an_auditor_sees_the_last_audit_of_the_ledger(auditor: Console) -> None:
    """Without an audit, after one with a difference and long ago, the page says what to run."""
    history = auditor.history
    assert "tillroll ledger audit compares it" in (await auditor.page(SYSTEM)).text
    outcome = LedgerAuditOutcome(
        at=history.now,
        milliseconds=900,
        tillroll="0.1.0",
        size=1300,
        heads=7,
        erased=0,
        differences=1,
        finding="Bundle 1 of the ledger is missing, or too short.",
    )
    history.ledger_audits.stored = [outcome]
    differs = await auditor.page(SYSTEM)
    assert "1,300 entries and 7 heads in 900 ms" in differs.text
    assert "The ledger differs from the record." in differs.text
    assert "every night" not in differs.text
    old = replace(outcome, at=history.now - timedelta(days=3), differences=0, finding=None)
    history.ledger_audits.stored.append(old)
    assert "more than two days ago" in (await auditor.page(SYSTEM)).text


async def test_an_auditor_sees_readers_and_versions(auditor: Console) -> None:
    """Each reader leads to its entries of the access log. Other keys see neither."""
    await auditor.history.opened()
    await auditor.history.get("/history/events")
    page = await auditor.page(SYSTEM)
    assert "history:demo-auditor Ada" in page.text
    assert "history:demo-history not named" in page.text
    assert "/console/readers?reader=history%3Ademo-auditor%2FAda" in page.links()
    assert "PostgreSQL 18.1" in page.text
    assert "72 (check_outcomes)" in page.text
    await auditor.sign_in("demo-history", "Eva")
    other = await auditor.page(SYSTEM)
    assert "Checks of the history, readers and versions are shown to auditors" in other.text
    assert "demo-auditor" not in other.text
    assert "18.1" not in other.text


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
async def test_a_hostile_receiver_or_reader_stays_a_text(auditor: Console, text: str) -> None:
    """Neither the address of a receiver nor the name of a person becomes an element, a handler or a link."""
    park(auditor, 2, 3, receiver=f"https://{text}")
    await auditor.browser.post("/console/sign-out")
    await auditor.sign_in("demo-auditor", "".join(filter(str.isprintable, text))[:60])
    answer = await auditor.browser.get(SYSTEM)
    assert answer.status_code == 200
    page = Page.of(answer)
    assert not any(name.startswith("on") or name == "style" for _, name, _ in page.attributes)
    assert not [each for each in page.links() if not each.startswith(("/console/", "#"))]
    assert "<img" not in answer.text
    assert "<script>" not in answer.text
    assert "\u202e" not in answer.text
