"""`tillroll deliveries`: callbacks to shops, listed, shown with every attempt, and sent again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.table import Table

from application.ports.webhooks.webhook_log import (
    DeliveryState,
    WebhookDelivery,
    WebhookFilter,
    WebhookLog,
)
from interfaces.api.history.wire import DeliveriesShape, DeliveryShape
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import NOT_FOUND, fail
from interfaces.cli.history_reader import log_access
from interfaces.cli.service.address import ServiceAddress, named_service
from interfaces.cli.terminal.formats import As, AsJson, Format, chosen, print_answer, without_csv
from interfaces.cli.terminal.output import FAINT, NAME, WHEN, Output, count_of, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.timeline.delivery_attempts import outcome_of, state_of
from interfaces.runtime.clock_and_ids import now
from interfaces.runtime.printable import printable

T = TypeVar("T")
_PAGE = 1000
deliveries = typer.Typer(
    name="deliveries", help="Callbacks to shops, and every attempt at them.", no_args_is_help=True
)
_Number = Annotated[int, typer.Argument(help="The number of a delivery.")]
_Numbers = Annotated[list[int] | None, typer.Argument(help="Numbers of deliveries.")]
_State = Annotated[DeliveryState | None, typer.Option(help="Deliveries in this state.")]
_Checkout = Annotated[str | None, typer.Option(help="Those about this checkout.")]
_Merchant = Annotated[str | None, typer.Option(help="Those of this merchant's checkouts.")]
_Receiver = Annotated[
    str | None, typer.Option(help="Those to this receiver, as in https://shop.example.")
]
_Limit = Annotated[int, typer.Option(min=1, max=_PAGE, help="How many, the newest first.")]


@deliveries.command("list")
def list_deliveries(
    state: _State = None,
    checkout: _Checkout = None,
    merchant: _Merchant = None,
    receiver: _Receiver = None,
    limit: _Limit = 100,
    output: As = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """List deliveries, the newest first; every condition that is named has to hold."""
    wanted = WebhookFilter(state=state, checkout_id=checkout, merchant=merchant, receiver=receiver)

    async def page(found: WebhookLog) -> list[WebhookDelivery]:
        return list(await found.page(wanted, before=None, limit=limit))

    address = named_service()
    if address is None:
        listed = _work(page, "list deliveries", checkout, database_url, data)
        shapes = [_as_document(each) for each in listed]
    else:
        shapes = _ask(address, wanted, limit)
    chosen_format = chosen(output, as_json)
    if chosen_format is Format.JSON:
        for each in shapes:
            Output().json(each)
        return
    print_answer(shapes, chosen_format, _show_list, rows=lambda each: each, row=DeliveryShape)


def _ask(address: ServiceAddress, wanted: WebhookFilter, limit: int) -> list[DeliveryShape]:
    from interfaces.cli.service.client import ServiceClient

    parameters = {
        "state": None if wanted.state is None else wanted.state.value,
        "checkout": wanted.checkout_id,
        "merchant": wanted.merchant,
        "receiver": wanted.receiver,
        "limit": limit,
    }
    with ServiceClient(address) as service:
        return service.get("/history/deliveries", DeliveriesShape, parameters).deliveries


def _show_list(output: Output, found: Sequence[DeliveryShape]) -> None:
    table = Table(box=None, pad_edge=False, header_style=FAINT)
    for heading in ("number", "checkout", "version", "channel", "state", "attempts", "to"):
        table.add_column(heading)
    for each in found:
        table.add_row(
            line((str(each.id), NAME)),
            printable(each.checkout),
            str(each.version),
            printable(each.channel),
            state_of(each),
            str(len(each.attempts)),
            printable(f"{each.method} {each.url}"),
        )
    output.say_rows(table)


@deliveries.command()
def show(
    number: _Number,
    output: As = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Show one delivery with every attempt at it. Exits with 3 where there is none of this number."""

    async def one(found: WebhookLog) -> WebhookDelivery | None:
        return await found.one(number)

    address = named_service()
    if address is None:
        stored = _work(one, "show delivery", None, database_url, data)
        found = None if stored is None else _as_document(stored)
    else:
        found = _ask_for(address, number)
    if found is None:
        fail(f"There is no delivery {number}.", NOT_FOUND)
    print_answer(found, without_csv(chosen(output, as_json)), _show_one)


def _ask_for(address: ServiceAddress, number: int) -> DeliveryShape | None:
    """Return a delivery of a service, which lists them in pages, the newest first."""
    from interfaces.cli.service.client import ServiceClient

    with ServiceClient(address) as service:
        for page in service.pages("/history/deliveries", DeliveriesShape, {"limit": _PAGE}):
            for each in page.deliveries:
                if each.id == number:
                    return each
            if page.deliveries and page.deliveries[-1].id < number:
                return None
    return None


def _show_one(output: Output, found: DeliveryShape) -> None:
    output.say(
        line((str(found.id), NAME), f"  {found.channel}  ", state_of(found)),
        line(f"  {found.method} {found.url}"),
        line(f"  about version {found.version} of checkout {found.checkout}"),
    )
    for each in found.attempts:
        took = "" if each.milliseconds is None else f"  {each.milliseconds} ms"
        output.say(line("  ", (time_of(each.time), WHEN), "  ", outcome_of(each), took))
        if each.problem is not None:
            output.say(line(f"      {each.problem}"))


@deliveries.command()
def resend(
    numbers: _Numbers = None,
    parked: Annotated[bool, typer.Option("--parked", help="All that are parked, too.")] = False,
    merchant: _Merchant = None,
    receiver: _Receiver = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Let deliveries be sent again, with all their retries, by the servers that are running.

    With --parked all that were given up on, or those of a merchant or to a receiver. Exits with 3 where one cannot be
    sent again: there is none of that number, or it is a question, whose asker is gone.
    """
    if not numbers and not parked:
        raise typer.BadParameter("Name deliveries, or --parked.", param_hint="NUMBER")
    wanted = WebhookFilter(state=DeliveryState.PARKED, merchant=merchant, receiver=receiver)

    async def again(found: WebhookLog) -> tuple[int, list[int]]:
        meant = list(numbers or ())
        before: int | None = None
        while parked and (page := await found.page(wanted, before=before, limit=_PAGE)):
            before = page[-1].id
            meant += [each.id for each in page if each.url and each.id not in meant]
        refused = [each for each in meant if not await found.resend(each, now())]
        return len(meant) - len(refused), refused

    count, refused = _work(again, "resend deliveries", None, database_url, data)
    Output().say(f"{count_of(count, 'callback')} will be sent again.")
    if refused:
        listed = ", ".join(map(str, refused))
        fail(f"What cannot be sent again: {listed}.", NOT_FOUND)


def _work(
    work: Callable[[WebhookLog], Awaitable[T]],
    operation: str,
    checkout_id: str | None,
    database_url: str | None,
    data: Path,
) -> T:
    """Run `work` and return its result. The access is logged first."""
    from interfaces.storage.postgres.storage import PostgresStorage

    async def run(url: str) -> T:
        async with PostgresStorage(url, readers=1) as storage:
            await log_access(storage.reads, operation, checkout_id)
            return await work(storage.deliveries)

    with recorded_database(database_url, data) as url:
        return asyncio.run(run(url))


def _as_document(delivery: WebhookDelivery) -> DeliveryShape:
    """Convert a delivery to the document of the history API."""
    from interfaces.api.history import translate

    return translate.delivery(delivery)
