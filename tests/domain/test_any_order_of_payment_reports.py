"""Invariants of payment reports that repeat, cross and arrive late, in any order."""

from dataclasses import dataclass, replace

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.checkout import Checkout
from domain.events import (
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    PurchaseCommitted,
    SurplusPaymentReceived,
)
from domain.refusals import Refusal
from domain.stage import Stage
from domain.values.payment import Payment
from tests.domain.event_builders import PAID, SHIRT, cart_replaced, numbered, opened
from tests.domain.scenario import BY_SHOP, recorded, replay


@dataclass(frozen=True)
class Report:
    """One delivery of a payment report. `attempt` counts the customer's commitments from 0."""

    payment: Payment
    attempt: int
    succeeded: bool


ATTEMPTS = 3
REPORTS = st.builds(
    lambda attempt, card, succeeded: Report(
        payment=replace(PAID, id=f"pay-{attempt}-{card}"), attempt=attempt, succeeded=succeeded
    ),
    st.integers(0, ATTEMPTS - 1),
    st.integers(0, 1),
    st.booleans(),
)
# None: the customer commits, if they can.
STORIES = st.lists(st.one_of(st.none(), REPORTS), max_size=24)


@dataclass
class Story:
    """A checkout, all that was recorded, and each report with whether it was refused."""

    checkout: Checkout
    events: list[CheckoutEvent]
    accepted: list[Report]
    refused: list[Report]


def play(steps: list[Report | None]) -> Story:
    """Apply each step to the result of the step before. Reports name their commitment."""
    events = numbered([opened(), cart_replaced(SHIRT)])
    story = Story(replay(events), events, [], [])
    for step in steps:
        draft = story.checkout.draft()
        try:
            if step is None:
                if len(draft.commitments) < ATTEMPTS:
                    draft.commit(draft.version, **BY_SHOP)
            elif step.attempt < len(draft.commitments):
                deliver(draft, step)
                story.accepted.append(step)
        except Refusal:
            if step is not None:
                story.refused.append(step)
            continue
        story.events += recorded(draft)
        draft.collect_events()
        story.checkout = draft
    return story


def deliver(draft: Checkout, report: Report) -> None:
    commitment = draft.commitments[report.attempt]
    if report.succeeded:
        draft.complete(
            report.payment, commitment=commitment, order_id="o", purchase_id="p", **BY_SHOP
        )
    else:
        draft.release_commitment(
            None, commitment=commitment, payment_id=report.payment.id, **BY_SHOP
        )


@for_all(STORIES)
def test_every_accepted_payment_is_recorded(steps: list[Report | None]) -> None:
    """Each payment whose success was accepted has paid for the purchase or is due back, and never both."""
    story = play(steps)
    paid = {report.payment for report in story.accepted if report.succeeded}
    due = [each.payment for each in story.checkout.refunds_due]
    bought = [] if story.checkout.payment is None else [story.checkout.payment]
    assert sorted(due + bought, key=str) == sorted(paid, key=str)


@for_all(STORIES)
def test_no_commitment_is_decided_by_another_ones_payment(steps: list[Report | None]) -> None:
    """Each commitment ends by a report of a payment that was made for it."""
    story = play(steps)
    attempt = -1
    for event in story.events:
        match event:
            case PurchaseCommitted():
                attempt += 1
            case (
                Completed(payment=Payment(id=payment_id))
                | CommitmentReleased(payment_id=payment_id)
            ):
                assert payment_id is not None
                assert payment_id.startswith(f"pay-{attempt}-")


@for_all(STORIES)
def test_no_order_is_lost(steps: list[Report | None]) -> None:
    """The first success for a waiting commitment completes the purchase, whatever other reports arrived."""
    story = play(steps)
    if story.checkout.stage is Stage.COMMITTED:
        attempt = len(story.checkout.commitments) - 1
        payment = replace(PAID, id=f"pay-{attempt}-new")
        draft = story.checkout.draft()
        deliver(draft, Report(payment, attempt, succeeded=True))
        assert [type(event) for event in recorded(draft)] == [Completed]


@for_all(STORIES)
def test_a_report_that_is_delivered_again_records_nothing(steps: list[Report | None]) -> None:
    """All accepted reports can be delivered again in the same order, and nothing is recorded."""
    story = play(steps)
    for report in story.accepted:
        draft = story.checkout.draft()
        try:
            deliver(draft, report)
        except Refusal:
            # A later report of this payment had the other result.
            assert not recorded(draft)
        assert not [e for e in recorded(draft) if isinstance(e, SurplusPaymentReceived)]
        assert draft.stage is story.checkout.stage
