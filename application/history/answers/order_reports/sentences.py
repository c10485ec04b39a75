"""The answers in sentences: what was sent of an order, what was paid back, and who reported it."""

from collections.abc import Iterator

from application.history.answers.facts import EventMark
from application.history.answers.order_reports.facts import (
    NothingPaidBack,
    NothingSent,
    OrderAdjusted,
    PiecesSent,
    Refunds,
    Shipments,
)
from application.history.primitives import plain
from application.history.wording.orders import entry_facts
from application.history.wording.sentences import (
    Amount,
    Part,
    Quantity,
    Sentence,
    Template,
    UtcTime,
    VersionNumber,
    sentence,
)
from application.history.wording.words import actor_words
from domain.values.order import Adjustment, FulfilmentEvent


def shipment_sentences(found: Shipments) -> Iterator[Sentence]:
    """Yield what was sent, and then each report."""
    match found:
        case NothingSent():
            yield sentence("No shipment is reported.")
        case PiecesSent():
            yield sentence(
                "Pieces sent: {sent} of {ordered}.",
                sent=Quantity(found.sent),
                ordered=Quantity(found.ordered),
            )
            yield from _earlier(found.earlier)
            for each in found.reports:
                yield _report(each.report, each.event, "")


def refund_sentences(found: Refunds) -> Iterator[Sentence]:
    """Yield what was paid back, and then each adjustment."""
    match found:
        case NothingPaidBack():
            yield sentence("No refund is reported.")
        case OrderAdjusted(currency=currency):
            yield _sum(found)
            if found.pending:
                yield sentence(
                    "{pending} more is to be paid back, and the outcome is not reported.",
                    pending=Amount(found.pending, currency),
                )
            yield from _earlier(found.earlier)
            for each in found.adjustments:
                yield _report(each.adjustment, each.event, currency)


def _sum(found: OrderAdjusted) -> Sentence:
    if not found.refunded:
        return sentence("Nothing was paid back.")
    refunded = Amount(found.refunded, found.currency)
    if found.paid is None:
        return sentence("{refunded} was paid back.", refunded=refunded)
    return sentence(
        "{refunded} of {paid} was paid back.",
        refunded=refunded,
        paid=Amount(found.paid, found.currency),
    )


def _earlier(count: int) -> Iterator[Sentence]:
    if count == 1:
        yield sentence("One older report is in the history.")
    elif count:
        yield sentence("{count} older reports are in the history.", count=Quantity(count))


def _report(
    entry: FulfilmentEvent | Adjustment, event: EventMark | None, currency: str
) -> Sentence:
    values: dict[str, Part] = {"id": entry.id, "facts": entry_facts(plain(entry), currency)}
    if event is None:
        return Sentence(Template("Entry {id} of the order: {facts}."), values)
    values |= {
        "actor": actor_words(event.actor),
        "time": UtcTime(event.at),
        "version": VersionNumber(event.version),
    }
    return Sentence(Template("{actor} reported {id} at {time} with {version}: {facts}."), values)
