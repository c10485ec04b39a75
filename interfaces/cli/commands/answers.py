"""`tillroll answers`: what was agreed, whether the total changed, what was refused, and what cannot be known."""

from rich.text import Text

from application.history.answers.inquiry import answers_about
from application.history.answers.later_facts import CheckoutAnswers
from application.history.answers.sentences import sentences_of
from application.history.inquiries import Inquiries, Subject
from application.history.wording.sentences import sentence_in_english
from interfaces.cli.commands.show import AsJson, CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, reading_command
from interfaces.cli.terminal.output import Output
from interfaces.cli.terminal.safe_text import line
from interfaces.runtime.clock_and_ids import now


def answers(
    checkout_id: CheckoutId,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Say what was agreed, whether and by whom the total changed, what was refused, and whether the shop was called.

    The answers are computed from the record as of now. What the record does not have is named.
    """

    async def compute(inquiries: Inquiries, subject: Subject) -> CheckoutAnswers:
        return await answers_about(inquiries, subject, now())

    def as_document(found: CheckoutAnswers) -> object:
        from interfaces.api.history.answers.shapes import answers_document

        return answers_document(found)

    reading_command(
        compute,
        operation="answers",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
        show=_show,
        document=as_document if as_json else None,
    )


def _show(output: Output, found: CheckoutAnswers) -> None:
    from interfaces.api.explanations import rule_part

    for number, answer in enumerate(sentences_of(found, rule_part)):
        output.say(*([""] if number else []), Text(answer.title, "bold"))
        for sentence in answer.sentences:
            output.say(line(f"  {sentence_in_english(sentence)}"))
