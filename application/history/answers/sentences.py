"""The answers in sentences, and what was agreed among them."""

from collections.abc import Iterator
from typing import Final

from application.history.answers.answer import Explain, Question, QuestionAnswer
from application.history.answers.facts import (
    Agreement,
    AgreementReleased,
    NothingAgreed,
    NotPayable,
    Payability,
    Payable,
    PaymentRecorded,
    PurchaseAgreed,
    StageNow,
)
from application.history.answers.later_facts import CheckoutAnswers
from application.history.answers.later_sentences import (
    refused_sentences,
    shop_sentences,
    unknown_sentences,
)
from application.history.answers.order_reports.sentences import refund_sentences, shipment_sentences
from application.history.answers.total_sentences import (
    amount_of,
    setter_sentences,
    total_sentences,
    total_values,
)
from application.history.wording.sentences import (
    Amount,
    Listing,
    Part,
    Quantity,
    Sentence,
    Template,
    UtcTime,
    VersionNumber,
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


def sentences_of(found: CheckoutAnswers, explain: Explain) -> tuple[QuestionAnswer, ...]:
    """Return all answers in the order of the questions."""
    agreed = (*_agreement(found.agreement), *_payability(found.payability, explain))
    return (
        _answer(Question.AGREED, Template("What was agreed, and when?"), *agreed),
        _answer(Question.TOTAL, Template("Did the total change?"), *total_sentences(found.totals)),
        _answer(
            Question.SETTER, Template("Who set the total last?"), *setter_sentences(found.setting)
        ),
        _answer(
            Question.REFUSED,
            Template("What was refused?"),
            *refused_sentences(found.refused, explain),
        ),
        _answer(Question.SHOP, Template("Was the shop called?"), *shop_sentences(found.calls)),
        _answer(Question.SHIPPED, Template("What was sent?"), *shipment_sentences(found.shipments)),
        _answer(
            Question.REFUNDED, Template("What was paid back?"), *refund_sentences(found.refunds)
        ),
        _answer(
            Question.UNKNOWN,
            Template("What can the record not say?"),
            *map(unknown_sentences, found.unknown),
        ),
    )


def _answer(question: Question, title: Template, *sentences: Sentence) -> QuestionAnswer:
    return QuestionAnswer(question=question, title=title, sentences=sentences)


def _agreement(found: Agreement) -> Iterator[Sentence]:
    match found:
        case NothingAgreed(stage=stage, now=now):
            yield sentence(
                "Nothing was agreed. The total on {version} is {total}.", **total_values(now)
            )
            yield _stage(stage)
        case PurchaseAgreed():
            yield _purchase(found)
            yield _completion(found)
            yield from _earlier(found.earlier, found.earlier_count)
        case AgreementReleased():
            yield sentence(
                "Nothing is agreed now. {agreed_total} was agreed at {time} with {agreed}, and the agreement was"
                " released.",
                agreed_total=amount_of(found.agreed),
                time=UtcTime(found.event.at),
                agreed=VersionNumber(found.event.version),
            )
            yield from _release(found)
            yield sentence("The total on {version} is {total}.", **total_values(found.now))
            yield _stage(found.stage)
            yield from _earlier(found.earlier, found.earlier_count)


def _stage(found: StageNow) -> Sentence:
    is_known = found.is_cause or found.stage is Stage.OPEN
    return Sentence(
        _STAGES.get(found.stage, _LAST_CHANGE) if is_known else _LAST_CHANGE,
        {
            "time": UtcTime(found.event.at),
            "version": VersionNumber(found.event.version),
            "actor": actor_words(found.event.actor),
        },
    )


def _purchase(found: PurchaseAgreed) -> Sentence:
    values: dict[str, Part] = {
        "total": amount_of(found.agreed),
        "time": UtcTime(found.event.at),
        "agreed": VersionNumber(found.event.version),
        "shown": VersionNumber(found.shown.version),
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
        time=UtcTime(found.completion.at),
        version=VersionNumber(found.completion.version),
        length=duration(found.completion.at - found.event.at),
    )


def _release(found: AgreementReleased) -> Iterator[Sentence]:
    if found.release is None:
        return
    values: dict[str, Part] = {
        "time": UtcTime(found.release.at),
        "version": VersionNumber(found.release.version),
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
                version=VersionNumber(version),
            )
        case NotPayable(version=version, reason=reason, facts=facts):
            yield sentence(
                "The customer cannot agree to {version} now: {rule}",
                version=VersionNumber(version),
                rule=explain(reason, facts),
            )
        case PaymentRecorded():
            return


def _versions(versions: tuple[int, ...]) -> Listing:
    return Listing(tuple(map(VersionNumber, versions)))
