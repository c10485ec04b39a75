"""`tillroll shown`: what the customer's page showed of a checkout at a version."""

from typing import Any

import msgspec
from rich.padding import Padding
from rich.text import Text

from application.history.inquiries import Inquiries, Subject
from application.history.shown.display import LanguageSource, PageLanguage, ReplayedDisplay
from application.history.shown.replay import ShownReplay
from application.history.shown.words import verdict_sentences
from application.history.windows.page_traces import PageTraces
from domain.values.shown import Purchaser, Surface
from interfaces.api.shown.display_renderers import ShopApis, ShownRenderers
from interfaces.cli.as_of import at_most_one
from interfaces.cli.commands.show import AsJson, At, CheckoutId, Version
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, reading_command
from interfaces.cli.terminal.output import FAINT, NAME, WHEN, Output, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import money
from interfaces.dialects.registry import LANGUAGES, OF_AGENTS
from interfaces.runtime.printable import printable

# The answers of the APIs need the settings of the merchants, which a command about the database does not read.
_APIS = ShopApis(languages=LANGUAGES, of_agents=OF_AGENTS)
_SURFACES = {
    Surface.PAGE: "tillroll's page",
    Surface.SVEA_SNIPPET: "tillroll's page, in the snippet of the shop",
    Surface.API: "the shop, in its own way: tillroll does not know the screen",
    Surface.AGENT: "an agent: tillroll does not know the screen",
}


def shown_page(
    checkout_id: CheckoutId,
    at_version: Version = None,
    at: At = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Show what the customer's page showed of a checkout: now, at a version, or at an instant."""
    as_of = at_most_one(at_version, at)

    async def inquire(inquiries: Inquiries, subject: Subject) -> ReplayedDisplay:
        state = await inquiries.state(subject, as_of)
        replay = ShownReplay(inquiries, _AllEvents(inquiries, subject), ShownRenderers(_APIS))
        return await replay.of_state(subject, state)

    def as_document(answer: ReplayedDisplay) -> object:
        from interfaces.api.history.shown.shape import shown_shape

        return shown_shape(answer)

    reading_command(
        inquire,
        operation="show page",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
        show=_show,
        document=as_document if as_json else None,
    )


class _AllEvents:
    """Implements `TraceSource` with every event of the checkout that is asked about."""

    def __init__(self, inquiries: Inquiries, subject: Subject) -> None:
        self._inquiries = inquiries
        self._subject = subject

    async def traces(self, _: str, __: int, *, customer_at: int = 0) -> PageTraces:
        """Return the traces of the page in all events."""
        traces = PageTraces()
        traces.add([change.event for change in await self._inquiries.events(self._subject)])
        return traces


_SOURCES = {
    LanguageSource.PAGE: "as the page said it",
    LanguageSource.CHECKOUT: "as the checkout names it",
    LanguageSource.COUNTRY: "assumed from the country",
}


def _language(language: PageLanguage) -> str:
    return f"{printable(language.tag)}, {_SOURCES[language.known_by]}"


def _purchaser_lines(purchaser: Purchaser | None) -> list[Text]:
    if purchaser is None:
        return []
    named = (("device    ", purchaser.device_id), ("account   ", purchaser.account_id))
    return [line((name, FAINT), printable(text)) for name, text in named if text]


def _show(output: Output, answer: ReplayedDisplay) -> None:
    content: dict[str, Any] = msgspec.json.decode(answer.page_json)
    currency = content["currency"]
    output.say(
        line(
            (answer.checkout.id, NAME), f"  version {answer.version}  ", (time_of(answer.at), WHEN)
        ),
        line(("shown by  ", FAINT), _SURFACES[answer.surface]),
        line(("renderer  ", FAINT), answer.renderer),
        *(line(("verdict   ", FAINT), each) for each in verdict_sentences(answer.verdict)),
        *(line(("today     ", FAINT), printable(each)) for each in answer.today),
        line(("language  ", FAINT), _language(answer.language)),
        *_purchaser_lines(answer.purchaser),
        line(("stage     ", FAINT), content["stage"]),
        "",
    )
    rows = table("what", "quantity", "amount", right=("quantity", "amount"))
    for each in content["lines"]:
        text = printable(each["description"] or each["article"])
        rows.add_row(text, each["quantity"], money(each["total"], currency))
    for each in content["fees"]:
        rows.add_row(printable(each["description"]), "", money(each["total"], currency))
    rows.add_row("of which tax", "", money(content["totals"]["tax"], currency))
    rows.add_row("total", "", money(content["totals"]["total"], currency))
    output.say(Padding(rows, (0, 0, 0, 2)))
    if content["obstacle"] is not None:
        output.say("", line(("obstacle  ", FAINT), content["obstacle"]["detail"]))
