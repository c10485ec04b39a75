"""The problem details of tillroll's own APIs: every refusal has one, with the same meaning in each API."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import Request

from domain import refusals
from domain.refusals import Refusal
from interfaces.api.history.errors import PROBLEMS as HISTORY
from interfaces.api.payments.errors import PROBLEMS as PAYMENTS
from interfaces.api.shopper.errors import PROBLEMS as SHOPPER
from interfaces.http import openapi
from interfaces.http.errors import request_errors
from interfaces.http.errors.problems import fault_problem
from interfaces.http.errors.refusal_problems import RefusalProblems, refusal_problem
from interfaces.http.request.body.models import MAX_BODY

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LATER = AT + timedelta(microseconds=1)
ROWS = json.loads((Path(__file__).parents[1] / "api/golden/refusal_problems.json").read_text())
TABLES = {"shopper": SHOPPER, "payments": PAYMENTS}
EXAMPLES: dict[type[Refusal], Refusal] = {
    type(example): example
    for example in (
        refusals.CheckoutNotFound(checkout_id="private"),
        refusals.Locked(),
        refusals.StaleVersion(expected=(1, 2), actual=3),
        refusals.PurchaseCommitmentFound(),
        refusals.PurchaseCompleted(),
        refusals.CheckoutCancelled(),
        refusals.CheckoutExpired(),
        refusals.CheckoutSuspended(),
        refusals.EmptyCart(),
        refusals.NegativeTotal(total=-1, currency="SEK"),
        refusals.PurchaseStopped(title="Sold out", message="The last one is gone."),
        refusals.OutdatedView(shown=1, current=2),
        refusals.DeliveryMissing(missing="address"),
        refusals.NotAvailable(article="1", available=2),
        refusals.DiscountUsedUp(discount="{1}", title="Half off"),
        refusals.NotCommitted(),
        refusals.AmountMismatch(agreed=2, paid=1, currency="SEK"),
        refusals.CurrencyMismatch(agreed="SEK", paid="EUR"),
        refusals.UnidentifiedReport(named=None, commitments=(5, 7)),
        refusals.ContradictoryReport(payment_id="pay_1"),
        refusals.NoSuchVersion(version=9, newest=3),
        refusals.BeforeOpening(at=AT, opened_at=LATER),
        refusals.InTheFuture(at=LATER, now=AT),
        refusals.NoOrder(stage="open"),
        refusals.OrderLineUnknown(line="1"),
        refusals.OrderPieceDivided(line="1", quantity="0.5"),
        refusals.OrderQuantityExceeded(line="1", possible="1", found="2"),
        refusals.RefundExceedsPayment(paid=1, refunded=2, currency="SEK"),
        refusals.OrderEntryTaken(entry="a-1"),
        refusals.DuplicateArticles(article="{1}", description="{}"),
        refusals.ReferenceTaken(reference="{1}", checkout_id="private"),
        refusals.RecurringTokenInactive(),
        refusals.OpenedInAnotherDialect(dialect="svea", reason="It cannot be said."),
    )
}


def leaves(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    """The refusals without subclasses, which are the ones that are raised."""
    kinds = kind.__subclasses__()
    for each in kinds:
        yield from leaves(each)
    if not kinds:
        yield kind


def request() -> Request:
    """Any request."""
    return Request({"type": "http", "headers": []})


@pytest.mark.parametrize("api", ROWS)
def test_every_refusal_resolves_to_its_row(api: str) -> None:
    """The tables resolve each leaf of the refusal tree to its row of the golden file."""
    rows = {**TABLES, "history": HISTORY}[api]
    resolved = {
        kind.__name__: {
            name: value
            for name, value in json.loads(json.dumps(asdict(rows[kind]))).items()
            if name != "amounts" or value
        }
        for kind in EXAMPLES
        if kind.__name__ in ROWS[api]
    }

    assert resolved == ROWS[api]


def test_every_refusal_is_in_the_golden_file() -> None:
    """The examples are the leaves of the refusal tree, and both golden tables have all of them."""
    names = {kind.__name__ for kind in leaves(Refusal)}

    assert names == {kind.__name__ for kind in EXAMPLES}
    assert all(set(ROWS[api]) == names for api in TABLES)


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("refusal", EXAMPLES.values(), ids=lambda each: type(each).__name__)
def test_every_refusal_renders_as_a_client_error(rows: RefusalProblems, refusal: Refusal) -> None:
    """Each refusal renders as a client error whose detail has its facts, and never the checkout's id."""
    answer = refusal_problem(request(), refusal, rows)

    body = json.loads(bytes(answer.body))
    assert 400 <= answer.status_code < 500
    assert body["detail"].endswith(".")
    assert "private" not in str(body)
    if not isinstance(refusal, refusals.DuplicateArticles):
        assert "{" not in body["detail"]


def test_a_type_means_the_same_in_both_apis() -> None:
    """Status, type and title of a refusal agree in both APIs. Only the advice differs."""
    for kind in EXAMPLES:
        ours, theirs = SHOPPER[kind], PAYMENTS[kind]
        assert (ours.status, ours.kind, ours.title, ours.shows) == (
            theirs.status,
            theirs.kind,
            theirs.title,
            theirs.shows,
        )


def test_no_two_refusals_share_a_type() -> None:
    """Each refusal has its own problem type, so a client can switch on it."""
    kinds = [SHOPPER[refusal].kind for refusal in EXAMPLES]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize(
    ("documented", "fault"),
    list(
        zip(
            (openapi.NOT_AUTHENTICATED, *openapi.BODY_FAULTS),
            (
                request_errors.Unauthenticated("No."),
                request_errors.MalformedBody("No."),
                request_errors.BodyTooLarge(MAX_BODY),
                request_errors.UnsupportedMediaType("a", "b"),
                request_errors.InvalidFields(()),
            ),
            strict=True,
        )
    ),
    ids=lambda each: type(each).__name__,
)
def test_request_errors_are_documented_as_returned(
    documented: openapi.ProblemKind, fault: request_errors.RequestError
) -> None:
    """Status, type and title in OpenAPI are those of the response."""
    answer = fault_problem(request(), fault)

    body = json.loads(bytes(answer.body))
    assert (answer.status_code, body["type"], body["title"]) == (
        documented.status,
        f"urn:tillroll:problem:{documented.kind}",
        documented.title,
    )
