"""Public tokens in the addresses of callbacks and in the requests of auditors are not shown."""

from datetime import UTC, datetime

from application.ports.access_log import AccessEntry, AccessOutcome
from application.ports.webhooks.webhook_log import DeliveryState, WebhookDelivery
from domain.provenance import Provenance

TOKEN = "public-SE-0123456789abcdef0123456789abcdef"
AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_the_address_of_a_callback_is_shown_without_the_token() -> None:
    """Walley's shops may have it in their notificationUri; it is sent there, and shown to nobody else."""
    delivery = WebhookDelivery(
        id=1,
        checkout_id="a",
        version=1,
        merchant="demo-shop",
        channel="walley.notification",
        method="GET",
        url=f"https://shop.example/notify?token={TOKEN}&a=1",
        receiver="shop.example",
        state=DeliveryState.WAITING,
        made_at=AT,
        due=None,
        attempts=(),
    )
    assert delivery.shown_url == "https://shop.example/notify?token=[hidden]&a=1"


def test_what_an_auditor_searched_for_is_shown_without_the_token() -> None:
    """The actor of older events was the token, so it may be in what was recorded about their readers."""
    by = Provenance(actor="auditor:a", dialect="history", operation="search", request_id="r-1")
    target = f"/history/events?actor=shopper%3A{TOKEN}&limit=5"
    read = AccessEntry(
        at=AT, checkout_id=None, target=target, provenance=by, outcome=AccessOutcome.FOUND
    )
    assert read.shown_target == "/history/events?actor=shopper%3A[hidden]&limit=5"
