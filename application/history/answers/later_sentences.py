"""The answers in sentences: what was refused, whether the shop was called, and what the record cannot say."""

from collections.abc import Iterator
from typing import assert_never

from application.history.answers.answer import Explain
from application.history.answers.later_facts import (
    AgreedEarlier,
    CommandsRefused,
    DataUnreadable,
    LaterRefusals,
    NothingBeforeOpening,
    NothingRefused,
    OutsideNotTried,
    PageReported,
    PaymentDueBack,
    PaymentOutcomeNotKnown,
    PaymentTimeNotKnown,
    ReceiverNotKnown,
    RefusedKind,
    ScreenNotSeen,
    ShopCall,
    ShopCalled,
    ShopCalls,
    ShopNotCalled,
    Unknown,
)
from application.history.wording.sentences import (
    Amount,
    Code,
    Command,
    EventType,
    Listing,
    Part,
    Quantity,
    RecordedText,
    Sentence,
    Template,
    UtcTime,
    VersionNumber,
    sentence,
)
from application.history.wording.words import actor_words
from application.ports.webhooks.webhook_log import DeliveryState


def refused_sentences(found: LaterRefusals, explain: Explain) -> Iterator[Sentence]:
    """Yield what was refused."""
    match found:
        case NothingRefused(is_after_agreement=True):
            yield sentence("No command was refused after the agreement.")
        case NothingRefused():
            yield sentence("No command was refused.")
        case CommandsRefused(count=count):
            yield Sentence(_count_of(found), {"count": Quantity(count)})
            yield from (_kind(each, explain) for each in found.kinds)
            if found.unread:
                yield sentence(
                    "{count} more are in the list of refused commands.",
                    count=Quantity(found.unread),
                )


def _count_of(found: CommandsRefused) -> Template:
    if found.is_after_agreement:
        if found.count == 1:
            return Template("One command was refused after the agreement, and changed nothing.")
        return Template("{count} commands were refused after the agreement, and changed nothing.")
    if found.count == 1:
        return Template("One command was refused, and changed nothing.")
    return Template("{count} commands were refused, and changed nothing.")


def _kind(kind: RefusedKind, explain: Explain) -> Sentence:
    values: dict[str, Part] = {
        "command": Command(kind.command, kind.position),
        "actor": actor_words(kind.actor),
        "rule": explain(kind.reason, kind.facts),
        "time": UtcTime(kind.last_at),
        "version": VersionNumber(kind.version),
    }
    if kind.count == 1:
        return Sentence(
            Template("{command} by {actor} at {time}, decided on {version}: {rule}"), values
        )
    values |= {"count": Quantity(kind.count), "first": UtcTime(kind.first_at)}
    return Sentence(
        Template(
            "{command}, {count} times from {first} to {time}, the last one by {actor}, decided on {version}: {rule}"
        ),
        values,
    )


def shop_sentences(found: ShopCalls) -> Iterator[Sentence]:
    """Yield what the shop was called about, and with which outcome."""
    match found:
        case ShopNotCalled():
            yield sentence("No callback to the shop is recorded.")
        case ShopCalled(calls=calls, earlier=earlier):
            yield from map(_call, calls)
            if earlier:
                yield sentence(
                    "{count} earlier callbacks are in the timeline.", count=Quantity(earlier)
                )


def _call(call: ShopCall) -> Sentence:
    values: dict[str, Part] = {
        "channel": call.channel,
        "version": VersionNumber(call.version),
        "event": EventType(call.topic),
        "attempts": Quantity(call.attempts),
    }
    if call.last_at is not None:
        values["time"] = UtcTime(call.last_at)
    if call.status is not None:
        values["status"] = str(call.status)
    if call.problem:
        values["problem"] = RecordedText(call.problem)
    return Sentence(_template(call), values)


def _template(call: ShopCall) -> Template:
    if call.last_at is None:
        return Template(
            "The callback {channel} about {version}, {event}, waits for its first attempt."
        )
    match call.state:
        case DeliveryState.ANSWERED:
            if call.status is None:
                return Template(
                    "The shop was asked to validate {version} at {time}, and did not answer."
                )
            return Template(
                "The shop was asked to validate {version} at {time}, and answered with status {status}."
            )
        case DeliveryState.DELIVERED:
            if call.status is None:
                return Template("The shop confirmed {channel} about {version}, {event}, at {time}.")
            return Template(
                "The shop confirmed {channel} about {version}, {event}, at {time} with status {status}."
            )
        case DeliveryState.WAITING:
            return Template(
                "The callback {channel} about {version}, {event}, waits for another attempt. Attempts so far:"
                " {attempts}, the last one at {time}."
            )
        case DeliveryState.PARKED if call.attempts == 1 and call.problem:
            return Template(
                "The shop has not confirmed {channel} about {version}, {event}. It is parked after one attempt at"
                " {time}: {problem}"
            )
        case DeliveryState.PARKED if call.attempts == 1:
            return Template(
                "The shop has not confirmed {channel} about {version}, {event}. It is parked after one attempt at"
                " {time}."
            )
        case DeliveryState.PARKED:
            if call.problem:
                return Template(
                    "The shop has not confirmed {channel} about {version}, {event}. It is parked after {attempts}"
                    " attempts, the last one at {time}: {problem}"
                )
            return Template(
                "The shop has not confirmed {channel} about {version}, {event}. It is parked after {attempts} attempts,"
                " the last one at {time}."
            )
        case DeliveryState.ENDED:
            return Template(
                "The shop did not accept {channel} about {version}, {event}, at {time}. It is not sent again by"
                " itself."
            )
        case _ as never:
            assert_never(never)


def unknown_sentences(found: Unknown) -> Sentence:
    """Return what the record cannot say."""
    match found:
        case PageReported(shown_version=shown):
            return sentence(
                "The customer's page sent {version} as the one that it showed. What the customer read is not recorded.",
                version=VersionNumber(shown),
            )
        case ScreenNotSeen(event=event):
            return sentence(
                "What the customer saw: {actor} agreed through an API, and tillroll does not know that screen.",
                actor=actor_words(event.actor),
            )
        case AgreedEarlier(event=event):
            return sentence(
                "What the customer saw: the customer agreed earlier, to a recurring token, and {actor} committed this"
                " purchase under it.",
                actor=actor_words(event.actor),
            )
        case PaymentOutcomeNotKnown():
            return sentence("How the payment went: no report of it is recorded.")
        case PaymentTimeNotKnown(event=event):
            return sentence(
                "When the payment was made: {time} is the time at which its report was recorded.",
                time=UtcTime(event.at),
            )
        case PaymentDueBack(amount=amount, currency=currency, commitment=commitment):
            return sentence(
                "Whether {amount} was paid back, which was paid for {version} and does not pay for the purchase.",
                amount=Amount(amount, currency),
                version=VersionNumber(commitment),
            )
        case OutsideNotTried():
            return sentence(
                "Whether the shop, the stock and the payment provider would let a purchase through: none of them is"
                " called for this answer."
            )
        case ReceiverNotKnown():
            return sentence("What the shop did with a callback that it confirmed.")
        case DataUnreadable(classes=classes):
            return sentence(
                "What was erased in every version: {classes}.",
                classes=Listing(tuple(Code("data_class", each) for each in classes)),
            )
        case NothingBeforeOpening(opening=opening):
            return sentence(
                "What happened before {time}: the record begins with the opening.",
                time=UtcTime(opening.at),
            )
