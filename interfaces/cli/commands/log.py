"""`tillroll log`: the events, refused commands and callbacks of a checkout."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from application.history.inquiries import Inquiries, Subject
from application.history.timeline import CallbackEntry, ChangeDescription, RequestEntry
from application.ports.refusal_log import StoredRefusal
from domain.events import Opened
from interfaces.cli.commands.show import AsJson, CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, reading_command
from interfaces.cli.terminal.delivery_attempts import outcome_of
from interfaces.cli.terminal.output import BAD, NAME, WHEN, Output, time_of
from interfaces.cli.terminal.refused_request import narrate_refused_command
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import source


def log(
    checkout_id: CheckoutId,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """List every request that changed a checkout, with what it changed, and every one that was refused."""

    async def timeline(inquiries: Inquiries, subject: Subject) -> list[RequestEntry]:
        return await inquiries.timeline(subject)

    def as_document(requests: Sequence[RequestEntry]) -> object:
        from interfaces.api.history import translate

        return translate.timeline(checkout_id, requests)

    reading_command(
        timeline,
        operation="log",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
        show=_show,
        document=as_document if as_json else None,
    )


def _show(output: Output, requests: Sequence[RequestEntry]) -> None:
    currency = _currency(requests)
    for number, request in enumerate(requests):
        output.say(*([""] if number else []), *_entry_lines(request, currency))


def _entry_lines(request: RequestEntry, currency: str) -> Iterator[Text]:
    yield line((time_of(request.at), WHEN), "  ", source(request.provenance))
    for happened in request.happened:
        match happened:
            case ChangeDescription(event=event, words=words):
                yield line(
                    "  ", (f"v{event.originator_version}", NAME), "  ", (event.TOPIC, "bold")
                )
                yield from (line(f"      {sentence}") for sentence in words)
            case StoredRefusal(version=version, reason=reason, operation=operation):
                yield line(
                    "  ", ("refused", BAD), f" at v{version}  ", (operation, "bold"), f": {reason}"
                )
                for sentence in narrate_refused_command(happened, currency):
                    yield line(f"      {sentence}")
            case CallbackEntry(delivery=delivery, attempt=attempt):
                yield line(
                    "  ",
                    outcome_of(attempt),
                    f"  {delivery.method} {delivery.shown_url} (delivery {delivery.id}, attempt {attempt.number})",
                )
                if attempt.problem is not None:
                    yield line(f"      {attempt.problem}")


def _currency(requests: Sequence[RequestEntry]) -> str:
    opened = requests[0].happened[0]
    return (
        opened.event.currency
        if isinstance(opened, ChangeDescription) and isinstance(opened.event, Opened)
        else ""
    )
