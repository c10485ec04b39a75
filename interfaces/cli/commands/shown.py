"""`tillroll shown`: what the customer's page showed of a checkout at a version."""

from typing import Any

import msgspec
from rich.padding import Padding
from rich.text import Text

from application.history.inquiries import Inquiries, Subject
from application.history.shown.display import ReplayedDisplay
from application.history.shown.replay import ShownReplay
from application.history.windows.page_traces import PageTraces
from interfaces.api.history.shown.shape import (
    LanguageShape,
    PurchaserShape,
    ShownShape,
    shown_shape,
)
from interfaces.api.shown.display_renderers import ShownRenderers
from interfaces.cli.as_of import at_most_one
from interfaces.cli.commands.show import At, CheckoutId, Version
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, read_answer
from interfaces.cli.master_keys import Config
from interfaces.cli.service.paths import as_of_parameters, checkout_path
from interfaces.cli.service.questions import Questions
from interfaces.cli.shop_apis import configured_apis
from interfaces.cli.terminal.formats import As, AsJson, chosen, print_answer, without_csv
from interfaces.cli.terminal.output import FAINT, NAME, WHEN, Output, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import money
from interfaces.runtime.printable import printable

_SURFACES = {
    "page": "tillroll's page",
    "svea-snippet": "tillroll's page, in the snippet of the shop",
    "api": "the shop, in its own way: tillroll does not know the screen",
    "agent": "an agent: tillroll does not know the screen",
}


def shown_page(
    checkout_id: CheckoutId,
    at_version: Version = None,
    at: At = None,
    output: As = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Show what the customer's page showed of a checkout: now, at a version, or at an instant.

    What an agent or a shop was answered has the settings of the merchant in it, so the TOML file of the server is read.
    """
    as_of = at_most_one(at_version, at)

    async def inquire(inquiries: Inquiries, subject: Subject) -> ReplayedDisplay:
        state = await inquiries.state(subject, as_of)
        renderers = ShownRenderers(configured_apis(config))
        replay = ShownReplay(inquiries, _AllEvents(inquiries, subject), renderers)
        return await replay.of_state(subject, state)

    def ask(service: Questions) -> ShownShape:
        path = checkout_path(checkout_id, "shown")
        return service.get(path, ShownShape, as_of_parameters(as_of))

    answer = read_answer(
        inquire,
        shown_shape,
        ask,
        operation="show page",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
    )
    print_answer(answer, without_csv(chosen(output, as_json)), _show)


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
    "page": "as the page said it",
    "checkout": "as the checkout names it",
    "country": "assumed from the country",
}


def _language(language: LanguageShape) -> str:
    return f"{printable(language.tag)}, {_SOURCES[language.known_by]}"


def _purchaser_lines(purchaser: PurchaserShape | None) -> list[Text]:
    if purchaser is None:
        return []
    named = (("device    ", purchaser.device_id), ("account   ", purchaser.account_id))
    return [line((name, FAINT), printable(text)) for name, text in named if text]


def _show(output: Output, answer: ShownShape) -> None:
    content: dict[str, Any] = msgspec.json.decode(answer.shown)
    currency = content["currency"]
    output.say(
        line(
            (answer.checkout, NAME), f"  version {answer.version}  ", (time_of(answer.time), WHEN)
        ),
        line(("shown by  ", FAINT), _SURFACES[answer.surface]),
        line(("renderer  ", FAINT), answer.renderer),
        *(line(("verdict   ", FAINT), each) for each in answer.verdict.words),
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
    # The JSON of the renderer shopper/1 has neither.
    for each in (*content.get("deliveries", ()), *content.get("taxes", ())):
        rows.add_row(printable(each["title"]), "", money(each["total"], currency))
    rows.add_row("of which tax", "", money(content["totals"]["tax"], currency))
    rows.add_row("total", "", money(content["totals"]["total"], currency))
    output.say(Padding(rows, (0, 0, 0, 2)))
    if content["obstacle"] is not None:
        output.say("", line(("obstacle  ", FAINT), content["obstacle"]["detail"]))
