"""The meaning of a payment report for a checkout: its commitment, and what to record.

A provider repeats its reports and delivers them late and in any order. So a report names its payment (the provider's
id) and its commitment (the version of PurchaseCommitted). A report without a commitment belongs to the only one of the
history; it is refused if there were several. Only a report on the present commitment completes or releases it.
"""

from dataclasses import dataclass
from typing import Protocol

from domain.refusals import (
    ContradictoryReport,
    NotCommitted,
    PurchaseCompleted,
    UnidentifiedReport,
)
from domain.stage import Stage
from domain.values.payment import FailedPayment, Payment, RefundCause, RefundDue


class Reported(Protocol):
    """The attributes of a checkout that the rules read. `commitments` are versions, the newest last."""

    stage: Stage
    commitments: tuple[int, ...]
    payment: Payment | None
    failed_payments: tuple[FailedPayment, ...]
    refunds_due: tuple[RefundDue, ...]


@dataclass(frozen=True)
class Repetition:
    """The report repeats one that was recorded."""


@dataclass(frozen=True)
class CompletesPurchase:
    """The payment is for the present commitment."""


@dataclass(frozen=True)
class ReleasesCommitment:
    """The payment for the present commitment failed."""


@dataclass(frozen=True, kw_only=True)
class RecordsFailure:
    """The payment failed, and the commitment does not wait for it."""

    commitment: int


Success = Repetition | CompletesPurchase | RefundDue
Failure = Repetition | ReleasesCommitment | RecordsFailure


def success(known: Reported, payment: Payment, named: int | None) -> Success:
    """Return the meaning of a success of `payment`; `named` is the commitment in the report.

    Raises NotCommitted, UnidentifiedReport, ContradictoryReport and PurchaseCompleted.
    """
    commitment = _commitment(known, named)
    earlier = _find_recorded(known, payment)
    if earlier is not None:
        about, recorded = earlier
        if not payment.has_terms_of(recorded) or commitment not in (None, about):
            raise ContradictoryReport(payment_id=payment.id or "")
        return Repetition()
    if commitment is None:
        raise UnidentifiedReport(named=named, commitments=known.commitments)
    is_present = commitment == known.commitments[-1]
    if known.stage is Stage.COMMITTED and is_present:
        return CompletesPurchase()
    is_second = known.stage is Stage.COMPLETED and is_present
    if payment.id is None:
        if is_second:
            return _repeated_without_id(known, payment)
        for due in known.refunds_due:
            if due.commitment == commitment and due.payment.has_terms_of(payment):
                return Repetition()
    cause = RefundCause.SECOND_CHARGE if is_second else RefundCause.LATE_SUCCESS
    return RefundDue(payment=payment, commitment=commitment, cause=cause)


def failure(known: Reported, payment_id: str | None, named: int | None) -> Failure:
    """Return the meaning of a failure of a payment. Raises the refusals that `success` raises."""
    commitment = _commitment(known, named)
    if commitment is None:
        if payment_id is not None and any(
            f.payment_id == payment_id for f in known.failed_payments
        ):
            return Repetition()
        raise UnidentifiedReport(named=named, commitments=known.commitments)
    for failed in known.failed_payments:
        if (failed.commitment, failed.payment_id) == (commitment, payment_id):
            return Repetition()
    if payment_id is not None and any(due.payment.id == payment_id for due in known.refunds_due):
        raise ContradictoryReport(payment_id=payment_id)
    if commitment == known.commitments[-1]:
        if known.stage is Stage.COMMITTED:
            return ReleasesCommitment()
        if known.payment is not None and payment_id in (None, known.payment.id):
            raise PurchaseCompleted
    return RecordsFailure(commitment=commitment)


def _commitment(known: Reported, named: int | None) -> int | None:
    """Return the commitment of a report, or None if the report names none and there were several."""
    if not known.commitments:
        raise NotCommitted
    if named is None:
        return known.commitments[0] if len(known.commitments) == 1 else None
    if named not in known.commitments:
        raise UnidentifiedReport(named=named, commitments=known.commitments)
    return named


def _find_recorded(known: Reported, payment: Payment) -> tuple[int, Payment] | None:
    """Return the same payment as it was recorded earlier, with its commitment."""
    if known.payment is not None and payment.is_same_as(known.payment):
        return known.commitments[-1], known.payment
    for due in known.refunds_due:
        if payment.is_same_as(due.payment):
            return due.commitment, due.payment
    return None


def _repeated_without_id(known: Reported, payment: Payment) -> Repetition:
    """Return a repetition: without an id, a second charge on equal terms looks the same. Raise for other terms."""
    if known.payment is None or not payment.has_terms_of(known.payment):
        raise PurchaseCompleted
    return Repetition()
