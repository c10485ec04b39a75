"""`tillroll answers`: what was agreed, whether the total changed, what was refused, sent and paid back, and more."""

from collections.abc import Iterator

import msgspec
from rich.text import Text

from application.history.answers.inquiry import answers_about
from application.history.answers.later_facts import CheckoutAnswers
from application.history.inquiries import Inquiries, Subject
from interfaces.api.history.answers.wire import AnswersShape
from interfaces.cli.commands.show import CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, read_answer
from interfaces.cli.service.paths import checkout_path
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.formats import As, AsJson, chosen, print_answer
from interfaces.cli.terminal.output import Output
from interfaces.cli.terminal.safe_text import line
from interfaces.runtime.clock_and_ids import now


def answers(
    checkout_id: CheckoutId,
    output: As = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Say what was agreed, whether and by whom the total changed, what was refused, and whether the shop was called.

    They also say what was sent and paid back of an order, and who reported it.

    The answers are computed from the record as of now. What the record does not have is named.
    """

    from interfaces.api.history.answers.shapes import answers_document

    chosen_format = chosen(output, as_json)

    async def compute(inquiries: Inquiries, subject: Subject) -> CheckoutAnswers:
        return await answers_about(inquiries, subject, now())

    def ask(service: Questions) -> AnswersShape:
        return service.get(checkout_path(checkout_id, "answers"), AnswersShape)

    found = read_answer(
        compute,
        answers_document,
        ask,
        operation="answers",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
    )
    print_answer(found, chosen_format, _show, rows=_sentences, row=SentenceRow)


class SentenceRow(msgspec.Struct, frozen=True):
    """A line of CSV: a sentence of the answer to a question."""

    question: str
    title: str
    text: str


def _sentences(found: AnswersShape) -> Iterator[SentenceRow]:
    for answer in found.answers:
        for each in answer.sentences:
            yield SentenceRow(answer.question, answer.title, each.text)


def _show(output: Output, found: AnswersShape) -> None:
    for number, answer in enumerate(found.answers):
        output.say(*([""] if number else []), Text(answer.title, "bold"))
        for sentence in answer.sentences:
            output.say(line(f"  {sentence.text}"))
