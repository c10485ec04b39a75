"""The answers in sentences: what was agreed, what became of the total, and who set it."""

from collections.abc import Iterator
from typing import Final

from application.history.answers.answer import Answer, Explain, Question
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
from application.history.wording.sentences import (
    Amount,
    EventType,
    Listing,
    Moment,
    Part,
    Quantity,
    Sentence,
    Template,
    Version,
    sentence,
)
from application.history.wording.words import actor_words, duration
from domain.stage import Stage

_LAST_CHANGE: Final = Template("The last change was at {time} with {version}, by {actor}.")
_STAGES: Final = {
    Stage.OPEN: Template(
        "The checkout is open. The last change was at {time} with {version}, by {actor}."
    ),
    Stage.SUSPENDED: Template("The checkout is suspended since {time}, {version}, by {actor}."),
    Stage.CANCELLED: Template("The checkout was cancelled at {time} with {version}, by {actor}."),
    Stage.EXPIRED: Template("The checkout expired. That was recorded at {time} with {version}."),
}


def sentences_of(found: CheckoutAnswers, explain: Explain) -> tuple[Answer, ...]:
    """Return all answers in the order of the questions."""
    agreed = (*_agreement(found.agreement), *_payability(found.payability, explain))
    return (
        _answer(Question.AGREED, Template("What was agreed, and when?"), *agreed),
        _answer(Question.TOTAL, Template("Did the total change?"), *_totals(found.totals)),
        _answer(
            Question.SETTER, Template("Who set the total last?"), *_total_origin(found.setting)
        ),
        _answer(
            Question.REFUSED,
            Template("What was refused?"),
            *refused_sentences(found.refused, explain),
        ),
        _answer(Question.SHOP, Template("Was the shop called?"), *shop_sentences(found.calls)),
        _answer(
            Question.UNKNOWN,
            Template("What can the record not say?"),
            *map(unknown_sentences, found.unknown),
        ),
    )


def _answer(question: Question, title: Template, *sentences: Sentence) -> Answer:
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
                time=Moment(found.event.at),
                agreed=Version(found.event.version),
            )
            yield from _release(found)
            yield sentence("The total on {version} is {total}.", **_total(found.now))
            yield _stage(found.stage)
            yield from _earlier(found.earlier, found.earlier_count)


def _stage(found: StageNow) -> Sentence:
    is_known = found.is_cause or found.stage is Stage.OPEN
    return Sentence(
        _STAGES.get(found.stage, _LAST_CHANGE) if is_known else _LAST_CHANGE,
        {
            "time": Moment(found.event.at),
            "version": Version(found.event.version),
            "actor": actor_words(found.event.actor),
        },
    )


def _purchase(found: PurchaseAgreed) -> Sentence:
    values: dict[str, Part] = {
        "total": _amount(found.agreed),
        "time": Moment(found.event.at),
        "agreed": Version(found.event.version),
        "shown": Version(found.shown.version),
        "actor": actor_words(found.event.actor),
    }
    return Sentence(
        Template("{actor} agreed to {total} at {time} with {agreed}, on the basis of {shown}."),
        values,
    )


def _completion(found: PurchaseAgreed) -> Sentence:
    if found.completion is None or found.charged is None:
        if found.charged is None:
            return sentence("No payment is recorded.")
        return sentence(
            "A payment of {charged} is recorded.",
            charged=Amount(found.charged, found.agreed.currency),
        )
    return sentence(
        "A payment of {charged} was recorded at {time} with {version}, {length} later.",
        charged=Amount(found.charged, found.agreed.currency),
        time=Moment(found.completion.at),
        version=Version(found.completion.version),
        length=duration(found.completion.at - found.event.at),
    )


def _release(found: AgreementReleased) -> Iterator[Sentence]:
    if found.release is None:
        return
    values: dict[str, Part] = {
        "time": Moment(found.release.at),
        "version": Version(found.release.version),
        "actor": actor_words(found.release.actor),
    }
    if found.reason:
        values["reason"] = found.reason
        yield Sentence(
            Template("That was at {time} with {version}, by {actor}, for the reason “{reason}”."),
            values,
        )
    else:
        yield Sentence(
            Template("That was at {time} with {version}, by {actor}, without a reason."), values
        )


def _earlier(versions: tuple[int, ...], count: int) -> Iterator[Sentence]:
    if count == 1:
        yield sentence(
            "An earlier agreement, {versions}, was released.", versions=_versions(versions)
        )
    elif count:
        yield sentence(
            "{count} earlier agreements were released, the last ones {versions}.",
            count=Quantity(count),
            versions=_versions(versions),
        )


def _payability(found: Payability, explain: Explain) -> Iterator[Sentence]:
    match found:
        case Payable(version=version):
            yield sentence(
                "The customer can agree to {version} now: no rule of tillroll refuses it.",
                version=Version(version),
            )
        case NotPayable(version=version, reason=reason, facts=facts):
            yield sentence(
                "The customer cannot agree to {version} now: {rule}",
                version=Version(version),
                rule=explain(reason, facts),
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
    values: dict[str, Part] = {
        "shown": Version(found.shown.version),
        "shown_total": _amount(found.shown),
        "agreed": Version(found.agreed.version),
        "agreed_total": _amount(found.agreed),
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
            examined=Version(found.examined),
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
                length=duration(agreement.at - change.event.at),
                agreed=Version(agreement.version),
                **_change(change),
            )
        case TotalNeverSet(version=version, currency=currency):
            yield sentence(
                "Nobody: the total is {total} from the opening to {version}.",
                total=Amount(0, currency),
                version=Version(version),
            )
        case SetBeforeSearch(since=since, until=until):
            yield sentence(
                "The total is {total} from {since} to {version}. Older versions were not examined.",
                total=_amount(since),
                since=Version(since.version),
                version=Version(until),
            )


def _versions(versions: tuple[int, ...]) -> Listing:
    return Listing(tuple(map(Version, versions)))


def _total(total: TotalAt) -> dict[str, Part]:
    return {"version": Version(total.version), "total": _amount(total)}


def _amount(total: TotalAt) -> Amount:
    return Amount(total.amount, total.currency)


def _change(change: TotalChange) -> dict[str, Part]:
    event = change.event
    return {
        "event": EventType(event.topic),
        "actor": actor_words(event.actor),
        "before": Amount(change.before, change.currency),
        "after": Amount(change.after, change.currency),
        "time": Moment(event.at),
        "version": Version(event.version),
        "request": event.request_id,
    }
