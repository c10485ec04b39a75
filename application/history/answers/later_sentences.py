"""The answers in English sentences: what was refused, whether the shop was called, and what the record cannot say."""

from collections.abc import Iterator
from typing import assert_never

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
from application.history.answers.sentence import (
    ActorValue,
    AmountValue,
    CommandValue,
    CountValue,
    EventValue,
    RuleValue,
    Sentence,
    SentenceValue,
    TextValue,
    TimeValue,
    VersionValue,
    sentence,
)
from application.ports.webhooks.webhook_log import DeliveryState


def refused_sentences(found: LaterRefusals) -> Iterator[Sentence]:
    """Yield what was refused."""
    match found:
        case NothingRefused(is_after_agreement=True):
            yield sentence("No command was refused after the agreement.")
        case NothingRefused():
            yield sentence("No command was refused.")
        case CommandsRefused(count=count):
            yield Sentence(_count_of(found), {"count": CountValue(count)})
            yield from map(_kind, found.kinds)
            if found.unread:
                yield sentence(
                    "{count} more are in the list of refused commands.",
                    count=CountValue(found.unread),
                )


def _count_of(found: CommandsRefused) -> str:
    if found.is_after_agreement:
        if found.count == 1:
            return "One command was refused after the agreement, and changed nothing."
        return "{count} commands were refused after the agreement, and changed nothing."
    if found.count == 1:
        return "One command was refused, and changed nothing."
    return "{count} commands were refused, and changed nothing."


def _kind(kind: RefusedKind) -> Sentence:
    values: dict[str, SentenceValue] = {
        "command": CommandValue(kind.command, kind.position),
        "actor": ActorValue(kind.actor),
        "rule": RuleValue(kind.reason, kind.facts),
        "time": TimeValue(kind.last_at),
        "version": VersionValue(kind.version),
    }
    if kind.count == 1:
        return Sentence("{command} by {actor} at {time}, decided on {version}: {rule}", values)
    values |= {"count": CountValue(kind.count), "first": TimeValue(kind.first_at)}
    return Sentence(
        "{command}, {count} times from {first} to {time}, the last one by {actor}, decided on {version}: {rule}",
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
                    "{count} earlier callbacks are in the timeline.", count=CountValue(earlier)
                )


def _call(call: ShopCall) -> Sentence:
    values: dict[str, SentenceValue] = {
        "channel": TextValue(call.channel),
        "version": VersionValue(call.version),
        "event": EventValue(call.topic),
        "attempts": CountValue(call.attempts),
    }
    if call.last_at is not None:
        values["time"] = TimeValue(call.last_at)
    if call.status is not None:
        values["status"] = TextValue(str(call.status))
    if call.problem:
        values["problem"] = TextValue(call.problem)
    return Sentence(_template(call), values)


def _template(call: ShopCall) -> str:
    if call.last_at is None:
        return "The callback {channel} about {version}, {event}, waits for its first attempt."
    match call.state:
        case DeliveryState.ANSWERED:
            if call.status is None:
                return "The shop was asked to validate {version} at {time}, and did not answer."
            return "The shop was asked to validate {version} at {time}, and answered with status {status}."
        case DeliveryState.DELIVERED:
            if call.status is None:
                return "The shop confirmed {channel} about {version}, {event}, at {time}."
            return "The shop confirmed {channel} about {version}, {event}, at {time} with status {status}."
        case DeliveryState.WAITING:
            return (
                "The callback {channel} about {version}, {event}, waits for another attempt. Attempts so far:"
                " {attempts}, the last one at {time}."
            )
        case DeliveryState.PARKED if call.attempts == 1 and call.problem:
            return (
                "The shop has not confirmed {channel} about {version}, {event}. It is parked after one attempt at"
                " {time}: {problem}"
            )
        case DeliveryState.PARKED if call.attempts == 1:
            return (
                "The shop has not confirmed {channel} about {version}, {event}. It is parked after one attempt at"
                " {time}."
            )
        case DeliveryState.PARKED:
            if call.problem:
                return (
                    "The shop has not confirmed {channel} about {version}, {event}. It is parked after {attempts}"
                    " attempts, the last one at {time}: {problem}"
                )
            return (
                "The shop has not confirmed {channel} about {version}, {event}. It is parked after {attempts} attempts,"
                " the last one at {time}."
            )
        case DeliveryState.ENDED:
            return (
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
                version=VersionValue(shown),
            )
        case ScreenNotSeen(event=event):
            return sentence(
                "What the customer saw: {actor} agreed through an API, and tillroll does not know that screen.",
                actor=ActorValue(event.actor),
            )
        case AgreedEarlier(event=event):
            return sentence(
                "What the customer saw: the customer agreed earlier, to a recurring token, and {actor} committed this"
                " purchase under it.",
                actor=ActorValue(event.actor),
            )
        case PaymentOutcomeNotKnown():
            return sentence("How the payment went: no report of it is recorded.")
        case PaymentTimeNotKnown(event=event):
            return sentence(
                "When the payment was made: {time} is the time at which its report was recorded.",
                time=TimeValue(event.at),
            )
        case PaymentDueBack(amount=amount, currency=currency, commitment=commitment):
            return sentence(
                "Whether {amount} was paid back, which was paid for {version} and does not pay for the purchase.",
                amount=AmountValue(amount, currency),
                version=VersionValue(commitment),
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
                classes=TextValue(", ".join(classes)),
            )
        case NothingBeforeOpening(opening=opening):
            return sentence(
                "What happened before {time}: the record begins with the opening.",
                time=TimeValue(opening.at),
            )
