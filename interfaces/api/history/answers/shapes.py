"""Convert the answers about one checkout to shapes."""

from dataclasses import fields
from typing import Final

import msgspec

from application.history.answers.answer import Question
from application.history.answers.later_facts import CheckoutAnswers, Fact
from application.history.answers.sentences import sentences_of
from application.history.wording.sentences import Sentence, sentence_in_english, versions_in
from interfaces.api.explanations import rule_part
from interfaces.api.history import wire
from interfaces.api.history.answers.wire import (
    AnswerSentenceShape,
    AnswersShape,
    QuestionAnswerShape,
)


def answers_document(found: CheckoutAnswers) -> AnswersShape:
    """Convert the answers about a checkout."""
    facts = _facts(found)
    return AnswersShape(
        checkout=found.checkout_id,
        version=found.version,
        answers=[
            QuestionAnswerShape(
                question=answer.question.value,
                title=answer.title,
                facts=[_fact(each) for each in facts[answer.question]],
                sentences=[_sentence(each) for each in answer.sentences],
            )
            for answer in sentences_of(found, rule_part)
        ],
    )


def _facts(found: CheckoutAnswers) -> dict[Question, tuple[Fact, ...]]:
    return {
        Question.AGREED: (found.agreement, found.payability),
        Question.TOTAL: (found.totals,),
        Question.SETTER: (found.setting,),
        Question.REFUSED: (found.refused,),
        Question.SHOP: (found.calls,),
        Question.SHIPPED: (found.shipments,),
        Question.REFUNDED: (found.refunds,),
        Question.UNKNOWN: found.unknown,
    }


_KIND: Final = "kind"


def _fact(fact: Fact) -> msgspec.Raw:
    values = {field.name: getattr(fact, field.name) for field in fields(fact)}
    return wire.raw({_KIND: fact.KIND, **values})


def _sentence(sentence: Sentence) -> AnswerSentenceShape:
    return AnswerSentenceShape(
        text=sentence_in_english(sentence), versions=list(versions_in(sentence))
    )
