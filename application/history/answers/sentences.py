"""The answers in English sentences: what was agreed, what became of the total, and who set it."""

from collections.abc import Iterator
from typing import Final

from application.history.answers.facts import (
    Agreement,
    AgreementReleased,
    NoAgreedTotal,
    NothingAgreed,
    NotPayable,
    Payability,
    Payable,
    PaymentRecorded,
    PurchaseAgreed,
    SetBeforeSearch,
    StageNow,
    TotalAt,
    TotalChange,
    TotalComparison,
    TotalNeverSet,
    TotalsCompared,
    TotalSet,
    TotalSetting,
)
from application.history.answers.later_facts import CheckoutAnswers
from application.history.answers.later_sentences import (
    refused_sentences,
    shop_sentences,
    unknown_sentences,
)
from application.history.answers.sentence import (
    ActorValue,
    AmountValue,
    Answer,
    CountValue,
    DurationValue,
    EventValue,
    Question,
    RuleValue,
    Sentence,
    SentenceValue,
    TextValue,
    TimeValue,
    VersionsValue,
    VersionValue,
    sentence,
)
from domain.stage import Stage

_LAST_CHANGE: Final = "The last change was at {time} with {version}, by {actor}."
_STAGES: Final = {
    Stage.OPEN: "The checkout is open. The last change was at {time} with {version}, by {actor}.",
    Stage.SUSPENDED: "The checkout is suspended since {time}, {version}, by {actor}.",
    Stage.CANCELLED: "The checkout was cancelled at {time} with {version}, by {actor}.",
    Stage.EXPIRED: "The checkout expired. That was recorded at {time} with {version}.",
}


def sentences_of(found: CheckoutAnswers) -> tuple[Answer, ...]:
    """Return all answers in the order of the questions."""
    agreed = (*_agreement(found.agreement), *_payability(found.payability))
    return (
        _answer(Question.AGREED, "What was agreed, and when?", *agreed),
        _answer(Question.TOTAL, "Did the total change?", *_totals(found.totals)),
        _answer(Question.SETTER, "Who set the total last?", *_total_origin(found.setting)),
        _answer(Question.REFUSED, "What was refused?", *refused_sentences(found.refused)),
        _answer(Question.SHOP, "Was the shop called?", *shop_sentences(found.calls)),
        _answer(
            Question.UNKNOWN,
            "What can the record not say?",
            *map(unknown_sentences, found.unknown),
        ),
    )


def _answer(question: Question, title: str, *sentences: Sentence) -> Answer:
    return Answer(question=question, title=title, sentences=sentences)


def _agreement(found: Agreement) -> Iterator[Sentence]:
    match found:
        case NothingAgreed(stage=stage, now=now):
            yield sentence("Nothing was agreed. The total on {version} is {total}.", **_total(now))
            yield _stage(stage)
        case PurchaseAgreed():
            yield _purchase(found)
            yield _completion(found)
            yield from _earlier(found.earlier, found.earlier_count)
        case AgreementReleased():
            yield sentence(
                "Nothing is agreed now. {agreed_total} was agreed at {time} with {agreed}, and the agreement was"
                " released.",
                agreed_total=_amount(found.agreed),
                time=TimeValue(found.event.at),
                agreed=VersionValue(found.event.version),
            )
            yield from _release(found)
            yield sentence("The total on {version} is {total}.", **_total(found.now))
            yield _stage(found.stage)
            yield from _earlier(found.earlier, found.earlier_count)


def _stage(found: StageNow) -> Sentence:
    is_known = found.is_cause or found.stage is Stage.OPEN
    return sentence(
        _STAGES.get(found.stage, _LAST_CHANGE) if is_known else _LAST_CHANGE,
        time=TimeValue(found.event.at),
        version=VersionValue(found.event.version),
        actor=ActorValue(found.event.actor),
    )


def _purchase(found: PurchaseAgreed) -> Sentence:
    values: dict[str, SentenceValue] = {
        "total": _amount(found.agreed),
        "time": TimeValue(found.event.at),
        "agreed": VersionValue(found.event.version),
        "shown": VersionValue(found.shown.version),
        "actor": ActorValue(found.event.actor),
    }
    return Sentence(
        "{actor} agreed to {total} at {time} with {agreed}, on the basis of {shown}.", values
    )


def _completion(found: PurchaseAgreed) -> Sentence:
    if found.completion is None or found.charged is None:
        if found.charged is None:
            return sentence("No payment is recorded.")
        return sentence(
            "A payment of {charged} is recorded.",
            charged=AmountValue(found.charged, found.agreed.currency),
        )
    return sentence(
        "A payment of {charged} was recorded at {time} with {version}, {length} later.",
        charged=AmountValue(found.charged, found.agreed.currency),
        time=TimeValue(found.completion.at),
        version=VersionValue(found.completion.version),
        length=DurationValue(found.completion.at - found.event.at),
    )


def _release(found: AgreementReleased) -> Iterator[Sentence]:
    if found.release is None:
        return
    values: dict[str, SentenceValue] = {
        "time": TimeValue(found.release.at),
        "version": VersionValue(found.release.version),
        "actor": ActorValue(found.release.actor),
    }
    if found.reason:
        values["reason"] = TextValue(found.reason)
        yield Sentence(
            "That was at {time} with {version}, by {actor}, for the reason “{reason}”.", values
        )
    else:
        yield Sentence("That was at {time} with {version}, by {actor}, without a reason.", values)


def _earlier(versions: tuple[int, ...], count: int) -> Iterator[Sentence]:
    if count == 1:
        yield sentence(
            "An earlier agreement, {versions}, was released.", versions=VersionsValue(versions)
        )
    elif count:
        yield sentence(
            "{count} earlier agreements were released, the last ones {versions}.",
            count=CountValue(count),
            versions=VersionsValue(versions),
        )


def _payability(found: Payability) -> Iterator[Sentence]:
    match found:
        case Payable(version=version):
            yield sentence(
                "The customer can agree to {version} now: no rule of tillroll refuses it.",
                version=VersionValue(version),
            )
        case NotPayable(version=version, reason=reason, facts=facts):
            yield sentence(
                "The customer cannot agree to {version} now: {rule}",
                version=VersionValue(version),
                rule=RuleValue(reason, facts),
            )
        case PaymentRecorded():
            return


def _totals(found: TotalComparison) -> Iterator[Sentence]:
    if isinstance(found, NoAgreedTotal):
        yield sentence(
            "There is no agreed total to compare. The total on {version} is {total}.",
            **_total(found.now),
        )
        return
    values: dict[str, SentenceValue] = {
        "shown": VersionValue(found.shown.version),
        "shown_total": _amount(found.shown),
        "agreed": VersionValue(found.agreed.version),
        "agreed_total": _amount(found.agreed),
    }
    if found.shown.amount == found.agreed.amount:
        yield Sentence(
            "Not before the agreement: {shown} had {shown_total}, and the same total was agreed with {agreed}.",
            values,
        )
    else:
        yield Sentence(
            "Yes, before the agreement: {shown} had {shown_total}, and {agreed_total} was agreed with {agreed}.",
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
            count=CountValue(found.later_count),
        )
    if found.examined < found.newest.version:
        yield sentence(
            "The versions after {examined} were not examined. The total on {version} is {total}.",
            examined=VersionValue(found.examined),
            **_total(found.newest),
        )
    elif not found.later:
        yield sentence(
            "Not after the agreement: {version}, the newest, has {total}.", **_total(found.newest)
        )


def _total_origin(found: TotalSetting) -> Iterator[Sentence]:
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
                length=DurationValue(agreement.at - change.event.at),
                agreed=VersionValue(agreement.version),
                **_change(change),
            )
        case TotalNeverSet(version=version, currency=currency):
            yield sentence(
                "Nobody: the total is {total} from the opening to {version}.",
                total=AmountValue(0, currency),
                version=VersionValue(version),
            )
        case SetBeforeSearch(since=since, until=until):
            yield sentence(
                "The total is {total} from {since} to {version}. Older versions were not examined.",
                total=_amount(since),
                since=VersionValue(since.version),
                version=VersionValue(until),
            )


def _total(total: TotalAt) -> dict[str, SentenceValue]:
    return {"version": VersionValue(total.version), "total": _amount(total)}


def _amount(total: TotalAt) -> AmountValue:
    return AmountValue(total.amount, total.currency)


def _change(change: TotalChange) -> dict[str, SentenceValue]:
    event = change.event
    return {
        "event": EventValue(event.topic),
        "actor": ActorValue(event.actor),
        "before": AmountValue(change.before, change.currency),
        "after": AmountValue(change.after, change.currency),
        "time": TimeValue(event.at),
        "version": VersionValue(event.version),
        "request": TextValue(event.request_id),
    }
