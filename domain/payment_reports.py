"""What a payment report means for a checkout: which commitment it is about, and what has to be recorded.

A provider repeats its reports, delivers them late and in any order. So a report names its payment (the provider's id)
and the commitment that it is about (the version of its PurchaseCommitted). A report that names no commitment is about
the only one that there ever was; where there were several, it is refused. Only a report about the present commitment
completes or releases it.
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
    """What a checkout knows of its payments. `commitments` are versions, the newest last."""

    stage: Stage
    commitments: tuple[int, ...]
    payment: Payment | None
    failed_payments: tuple[FailedPayment, ...]
    refunds_due: tuple[RefundDue, ...]


@dataclass(frozen=True)
class Repetition:
    """The report was recorded before."""


@dataclass(frozen=True)
class CompletesPurchase:
    """The payment is for the present commitment."""


@dataclass(frozen=True)
class ReleasesCommitment:
    """The payment for the present commitment failed."""


@dataclass(frozen=True, kw_only=True)
class RecordsFailure:
    """The payment failed, and no commitment waits for it."""

    commitment: int


Success = Repetition | CompletesPurchase | RefundDue
Failure = Repetition | ReleasesCommitment | RecordsFailure


def success(known: Reported, payment: Payment, named: int | None) -> Success:
    """What the success of `payment` means; `named` is the commitment that the report names.

    Raises NotCommitted, UnidentifiedReport, ContradictoryReport and PurchaseCompleted.
    """
    commitment = _commitment(known, named)
    earlier = _recorded(known, payment)
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
    """What the failure of a payment means. Raises as `success` does."""
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
    """The commitment that a report is about, or None where it does not say."""
    if not known.commitments:
        raise NotCommitted
    if named is None:
        return known.commitments[0] if len(known.commitments) == 1 else None
    if named not in known.commitments:
        raise UnidentifiedReport(named=named, commitments=known.commitments)
    return named


def _recorded(known: Reported, payment: Payment) -> tuple[int, Payment] | None:
    """The same payment as it was recorded before, with its commitment."""
    if known.payment is not None and payment.is_same_as(known.payment):
        return known.commitments[-1], known.payment
    for due in known.refunds_due:
        if payment.is_same_as(due.payment):
            return due.commitment, due.payment
    return None


def _repeated_without_id(known: Reported, payment: Payment) -> Repetition:
    """Without an id, a second charge on the same terms cannot be told from a repetition; other terms are refused."""
    if known.payment is None or not payment.has_terms_of(known.payment):
        raise PurchaseCompleted
    return Repetition()
