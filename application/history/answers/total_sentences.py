"""The answers in sentences: whether the total changed, and who set it."""

from collections.abc import Iterator

from application.history.answers.facts import (
    NoAgreedTotal,
    SetBeforeSearch,
    TotalAt,
    TotalChange,
    TotalComparison,
    TotalNeverSet,
    TotalsCompared,
    TotalSet,
    TotalSetting,
)
from application.history.wording.sentences import (
    Amount,
    EventType,
    Part,
    Quantity,
    Sentence,
    Template,
    UtcTime,
    VersionNumber,
    sentence,
)
from application.history.wording.words import actor_words, duration


def total_sentences(found: TotalComparison) -> Iterator[Sentence]:
    """Yield whether the total changed before and after the agreement."""
    if isinstance(found, NoAgreedTotal):
        yield sentence(
            "There is no agreed total to compare. The total on {version} is {total}.",
            **total_values(found.now),
        )
        return
    values: dict[str, Part] = {
        "shown": VersionNumber(found.shown.version),
        "shown_total": amount_of(found.shown),
        "agreed": VersionNumber(found.agreed.version),
        "agreed_total": amount_of(found.agreed),
    }
    if found.shown.amount == found.agreed.amount:
        yield Sentence(
            Template(
                "Not before the agreement: {shown} had {shown_total}, and the same total was agreed with {agreed}."
            ),
            values,
        )
    else:
        yield Sentence(
            Template(
                "Yes, before the agreement: {shown} had {shown_total}, and {agreed_total} was agreed with {agreed}."
            ),
            values,
        )
    yield from _later_totals(found)


def _later_totals(found: TotalsCompared) -> Iterator[Sentence]:
    for change in found.later:
        yield sentence(
            "After the agreement: {before} → {after} at {time} ({version}, {event} by {actor}, request {request}).",
            **_change(change),
        )
    if found.later_count > len(found.later):
        yield sentence(
            "It changed {count} times after the agreement. The first changes are listed here.",
            count=Quantity(found.later_count),
        )
    if found.examined < found.newest.version:
        yield sentence(
            "The versions after {examined} were not examined. The total on {version} is {total}.",
            examined=VersionNumber(found.examined),
            **total_values(found.newest),
        )
    elif not found.later:
        yield sentence(
            "Not after the agreement: {version}, the newest, has {total}.",
            **total_values(found.newest),
        )


def setter_sentences(found: TotalSetting) -> Iterator[Sentence]:
    """Yield who set the total last."""
    match found:
        case TotalSet(change=change, agreement=None):
            yield sentence(
                "Total {before} → {after} at {time} ({version}, {event} by {actor}, request {request}).",
                **_change(change),
            )
        case TotalSet(change=change, agreement=agreement):
            assert agreement is not None
            yield sentence(
                "Total {before} → {after} at {time} ({version}, {event} by {actor}, request {request}), {length}"
                " before the purchase was agreed with {agreed}.",
                length=duration(agreement.at - change.event.at),
                agreed=VersionNumber(agreement.version),
                **_change(change),
            )
        case TotalNeverSet(version=version, currency=currency):
            yield sentence(
                "Nobody: the total is {total} from the opening to {version}.",
                total=Amount(0, currency),
                version=VersionNumber(version),
            )
        case SetBeforeSearch(since=since, until=until):
            yield sentence(
                "The total is {total} from {since} to {version}. Older versions were not examined.",
                total=amount_of(since),
                since=VersionNumber(since.version),
                version=VersionNumber(until),
            )


def _change(change: TotalChange) -> dict[str, Part]:
    event = change.event
    return {
        "event": EventType(event.topic),
        "actor": actor_words(event.actor),
        "before": Amount(change.before, change.currency),
        "after": Amount(change.after, change.currency),
        "time": UtcTime(event.at),
        "version": VersionNumber(event.version),
        "request": event.request_id,
    }


def total_values(total: TotalAt) -> dict[str, Part]:
    """Return the values of a sentence about the total at a version."""
    return {"version": VersionNumber(total.version), "total": amount_of(total)}


def amount_of(total: TotalAt) -> Amount:
    """Return a total as an amount."""
    return Amount(total.amount, total.currency)
