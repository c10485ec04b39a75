"""What each audience gets of an event. What is hidden keeps its digest, so the entry still follows."""

import pytest

from application.evidence.redaction import hidden_names, redact, reveals, sealed_fields
from application.evidence.request import Audience
from application.ledger.format.openings import EntryOpening, open_entry, opened_entry, shown_parts
from application.ledger.format.parts import parts_of
from interfaces.storage.codecs.field_sealing import SealingKey

KEY = bytes(32)
SEALED = SealingKey("checkout-1", lambda: KEY).seal("customer.email", "ada@example.com")


def opening(actor: str = "shop:demo-client") -> EntryOpening:
    stored = (
        f'{{"timestamp":"2026-11-21T14:03:04Z","provenance":{{"actor":"{actor}","operation":"update",'
        '"address":"192.0.2.7","user_agent":"Shop/1.0"},"metadata":{"note":1},'
        f'"customer":{{"email":"{SEALED}","national_id":"{SEALED}"}},"public_token":"public-SE-1"}}'
    )
    return open_entry(1, parts_of("checkout-1", "checkout.opened", stored.encode()), KEY)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("sees_persons", [True, False])
def test_the_entry_still_follows(audience: Audience, sees_persons: bool) -> None:
    """Every audience can compute the entry, and never sees the credential of the customer's page."""
    redacted = redact(opening(), audience, sees_persons=sees_persons)
    assert opened_entry(redacted) == opened_entry(opening())
    assert "/public_token" in hidden_names(opening(), redacted)


def test_a_processor() -> None:
    """Data of the shop, its programs and national ids are hidden."""
    redacted = redact(opening(), Audience.PROCESSOR, sees_persons=True)
    shown = {part.name for part in shown_parts(redacted)}
    assert shown == {"checkout", "topic", "/timestamp", "/provenance/operation", "/customer/email"}


def test_the_customers_own_request() -> None:
    """Who sent a request of the customer's page, and from where, is shown."""
    redacted = redact(opening("shopper:checkout-1"), Audience.PROCESSOR, sees_persons=True)
    shown = {part.name for part in shown_parts(redacted)}
    assert {"/provenance/actor", "/provenance/address", "/provenance/user_agent"} <= shown


def test_a_court() -> None:
    """Only the credential is hidden."""
    redacted = redact(opening(), Audience.COURT, sees_persons=True)
    assert hidden_names(opening(), redacted) == ["/public_token"]


def test_a_maker_without_personal_data() -> None:
    """Sealed parts are hidden."""
    redacted = redact(opening(), Audience.COURT, sees_persons=False)
    assert sealed_fields(redacted) == []


def test_which_sealed_fields_are_revealed() -> None:
    """National ids are for a court only."""
    assert reveals(Audience.PROCESSOR, "customer.email")
    assert not reveals(Audience.PROCESSOR, "customer.national_id")
    assert reveals(Audience.COURT, "customer.national_id")
    assert sealed_fields(opening()) == [SEALED]


def test_a_refused_attempt() -> None:
    """What it wanted is for a court only; that it was refused, and why, is for all."""
    stored = (
        '{"timestamp":"2026-11-21T14:03:04Z","operation":"ReplaceCart","reason":"PurchaseCommitmentFound",'
        '"asked":{"cart":[1],"note":"x"},"provenance":{"actor":"shop:demo"}}'
    )
    parts = parts_of("checkout-1", "checkout.command-refused", stored.encode())
    redacted = redact(open_entry(1, parts, KEY), Audience.PROCESSOR, sees_persons=True)
    shown = {part.name for part in shown_parts(redacted)}
    assert shown == {"checkout", "topic", "/timestamp", "/operation", "/reason"}
