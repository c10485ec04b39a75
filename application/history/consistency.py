"""Checks that a history, replayed by the current code, agrees with the recorded results.

Events contain results, so a replay does not depend on the current rules. Two kinds of results are redundant and must
agree: the amount that a customer agreed to and paid is also the sum of cart and fees, and the total and tax of a line
also follow from its price. The check reports every difference.

A customer agrees to the version that was shown before the request. That request may record customer data or the shop's
reference before the commitment. These events are one change with it, so they are not a version that had to be shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.checkout import Checkout
from domain.events import (
    CartReplaced,
    CheckoutEvent,
    Completed,
    FeesUpdated,
    Opened,
    PurchaseCommitted,
)
from domain.provenance import Provenance
from domain.values.cart import Line
from domain.values.charges import Fee
from domain.values.money import in_major_units


@dataclass(frozen=True, kw_only=True)
class Arithmetic:
    """How a dialect computes the total and the tax of a line, and the tax of a fee, from their other fields."""

    line: Callable[[Line], Line]
    fee: Callable[[Fee], Fee]


class HistoryCheck:
    """Replays and checks one history from its first event.

    `arithmetic` is by dialect; amounts of a dialect without one are not recomputed.
    """

    def __init__(self, arithmetic: Mapping[str, Arithmetic]) -> None:
        self._arithmetic = arithmetic
        self._is_broken = False
        self._change: tuple[Provenance, datetime] | None = None
        self._before_change = 0
        self.checkout: Checkout | None = None
        """The state after the last event; None before the first one, and if the replay failed."""

    def replay(self, event: CheckoutEvent) -> list[str]:
        """Return the faults of the next event; none after an event that could not be replayed."""
        if self._is_broken:
            return []
        before, self.checkout = self.checkout, None
        expected = 1 if before is None else before.version + 1
        if event.originator_version != expected:
            self._is_broken = True
            return [f"version {expected} is missing"]
        if before is None and not isinstance(event, Opened):
            self._is_broken = True
            return [f"a history cannot begin with {event.TOPIC}"]
        try:
            after = event.mutate(None) if before is None else before.replay([event])
        except Exception as error:
            self._is_broken = True
            return [f"{event.TOPIC} cannot be applied: {type(error).__name__}: {error}"]
        assert after is not None
        self.checkout = after
        self._note_change(event)
        return [*_faults(before, event, self._before_change), *self._recompute(after, event)]

    def _note_change(self, event: CheckoutEvent) -> None:
        """Record the version before the change of `event`. All events of a change have the same origin and time."""
        change = (event.provenance, event.timestamp)
        if change != self._change:
            self._change, self._before_change = change, event.originator_version - 1

    def _recompute(self, checkout: Checkout, event: CheckoutEvent) -> Iterator[str]:
        rules = self._arithmetic.get(checkout.dialect)
        if rules is None:
            return
        if isinstance(event, CartReplaced):
            for line in event.cart.lines:
                recomputed = rules.line(line)
                yield from _compare(
                    f"line {line.article}: total", line.total, recomputed.total, checkout
                )
                yield from _compare(f"line {line.article}: tax", line.tax, recomputed.tax, checkout)
        elif isinstance(event, FeesUpdated):
            for fee in event.fees:
                yield from _compare(f"fee {fee.kind}: tax", fee.tax, rules.fee(fee).tax, checkout)


def _faults(before: Checkout | None, event: CheckoutEvent, before_change: int) -> Iterator[str]:
    if before is None:
        return
    if event.timestamp < before.modified_on:
        yield f"its time {event.timestamp} is before that of the event before it, {before.modified_on}"
    match event:
        case PurchaseCommitted(total=total, currency=currency, shown_version=shown):
            yield from _compare("agreed total", total, before.total, before)
            if currency != before.currency:
                yield f"agreed in {currency}, replayed in {before.currency}"
            if not before_change <= shown <= before.version:
                yield f"the customer was shown version {shown} and agreed to version {before.version}"
        case Completed(payment=payment):
            agreed = before.agreed_total
            if agreed is None:
                yield "paid without having been agreed to"
            else:
                yield from _compare("payment", payment.amount, agreed, before)
            if payment.currency != before.currency:
                yield f"paid in {payment.currency}, agreed in {before.currency}"


def _compare(what: str, recorded: int, replay: int, checkout: Checkout) -> Iterator[str]:
    if recorded != replay:
        one, other = (in_major_units(amount, checkout.currency) for amount in (recorded, replay))
        yield f"{what} {one} {checkout.currency} recorded, {other} {checkout.currency} replayed"
