"""Untrusted text never adds a line to the output, wherever it is printed."""

import io
import json
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console

from application.history.narrative import narrate, sentences_between
from application.history.patches.documents import NOTHING
from application.history.primitives import Document
from application.history.timeline import CallbackEntry, ChangeDescription, RequestEntry
from application.ports.audit_log import AuditEntry
from application.ports.refusal_log import StoredRefusal
from application.ports.webhooks.webhook_log import (
    AttemptOutcome,
    DeliveryAttempt,
    DeliveryState,
    WebhookDelivery,
)
from domain.events import ReferenceChanged
from domain.provenance import Provenance
from interfaces.api.history import translate
from interfaces.cli.terminal.audit_table import as_table
from interfaces.cli.terminal.output import Output
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.state_view import state_view
from interfaces.cli.terminal.timeline.request_lines import entry_lines

AT = datetime(2026, 1, 5, 14, 3, tzinfo=UTC)
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\n\r\t\v\f\x1b\x1c\x85\u2028\u2029\u200b\u200d\u202e\u3164 "),
    ),
    min_size=1,
    max_size=40,
)


def _state(text: str) -> Document:
    line_of_cart: Document = {
        "kind": "article",
        "article": text,
        "description": text,
        "quantity": Decimal(1),
        "unit_price": 9500,
        "tax_rate": 2500,
        "tax": 1900,
        "total": 9500,
        "sku": text,
    }
    return {
        "id": "checkout-1",
        "stage": "open",
        "merchant": "demo-shop",
        "dialect": "acp",
        "country": "SE",
        "reference": text,
        "total": 9500,
        "currency": "SEK",
        "cart": {"lines": [line_of_cart]},
        "fees": [{**line_of_cart, "kind": "shipping"}],
        "customer": {"first_name": text, "phone": text},
        "metadata": {f"key {text}": text},
    }


def _request(text: str) -> RequestEntry:
    by = Provenance(
        actor=text,
        dialect="acp",
        operation="update",
        request_id=text,
        address=text,
        user_agent=text,
        idempotency_key=text,
    )
    event = ReferenceChanged(
        originator_id="checkout-1",
        originator_version=2,
        timestamp=AT,
        provenance=by,
        reference=text,
    )
    attempt = DeliveryAttempt(
        number=1,
        at=AT,
        outcome=AttemptOutcome.REJECTED,
        status=500,
        milliseconds=1,
        problem=f"no {text}",
    )
    delivery = WebhookDelivery(
        id=1,
        checkout_id="checkout-1",
        version=2,
        merchant="demo-shop",
        channel="acp.order",
        method="POST",
        url=f"https://shop.example/{text}",
        receiver="https://shop.example",
        state=DeliveryState.PARKED,
        made_at=AT,
        due=None,
        attempts=(attempt,),
    )
    refused = StoredRefusal(
        checkout_id="checkout-1",
        merchant="demo-shop",
        version=2,
        at=AT,
        reason=f"because of {text}",
        facts=json.dumps({"found": text}),
        operation=text,
        command=json.dumps({"reference": text, "lines": [{"article": text, "sku": text}]}),
        provenance=by,
    )
    description = ChangeDescription(
        event=event, changes=[], sentences=sentences_between(NOTHING, _state(text))
    )
    return RequestEntry(
        at=AT, provenance=by, happened=[description, refused, CallbackEntry(delivery, attempt)]
    )


def _entry(text: str) -> AuditEntry:
    return AuditEntry(
        position=1,
        checkout_id="checkout-1",
        version=2,
        topic="checkout.reference-changed",
        at=AT,
        merchant="demo-shop",
        provenance=_request(text).provenance,
        changes="[]",
        reference=text,
        stage="open",
        total=1,
        currency="SEK",
    )


def _printed(text: str) -> list[str]:
    output = Output()
    screen = io.StringIO()
    output.console = Console(file=screen, width=5_000, highlight=False, emoji=False, markup=False)
    (request,) = translate.timeline("checkout-1", [_request(text)]).requests
    output.say(*entry_lines(request, "SEK"))
    output.say(*state_view(_state(text)))
    output.say_rows(as_table([_entry(text)]))
    output.say(*map(line, narrate(_state("before"), _state(text))))
    return screen.getvalue().splitlines()


@given(text=TEXTS)
@example(text="Eve\n\n2026-11-28T14:03:12.000000Z  shop:demo-client  walley: update fees")
@example(text="a\r\x0b\x0c\x1c\x85\u2028\u2029b")
def test_a_text_adds_no_line(text: str) -> None:
    """The log, a state, an audit log entry and a diff have the same number of lines as for a plain word."""
    assert len(_printed(text)) == len(_printed("word"))
