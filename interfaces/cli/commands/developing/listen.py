"""`tillroll listen`: copies of callbacks to a developer's machine."""

from typing import Annotated

import typer
from rich.text import Text

from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import USAGE, exit_on
from interfaces.cli.following.feed import FeedPrinter, until_interrupted
from interfaces.cli.forwarding.source import DeliverySource
from interfaces.cli.forwarding.target import Copy, ForwardingTarget, TargetRefused
from interfaces.cli.master_keys import Config
from interfaces.cli.service.address import named_service
from interfaces.cli.terminal.formats import As, chosen
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, NAME, WHEN, errors, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.runtime.clock_and_ids import now


def listen(
    forward_to: Annotated[
        str,
        typer.Option(metavar="URL", help="Where the copies go: http://127.0.0.1:3000/hook."),
    ],
    checkout: Annotated[
        str | None, typer.Option(metavar="ID", help="Callbacks about this checkout.")
    ] = None,
    merchant: Annotated[
        str | None, typer.Option(help="Callbacks about this merchant's checkouts.")
    ] = None,
    output: As = None,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Send a copy of each new callback to this machine, with the bytes and the headers of the callback itself.

    The callbacks go to the shop all the same. One line is printed for each copy, until Ctrl-C.
    """
    if (checkout is None) == (merchant is None):
        raise typer.BadParameter("Name a checkout or a merchant.", param_hint="--checkout")
    feed = FeedPrinter(chosen(output, False), Copy, _copy_line)
    address = named_service()
    with (
        exit_on(TargetRefused, status=USAGE),
        ForwardingTarget(forward_to, clock=now) as target,
        until_interrupted(),
    ):

        def forward(source: DeliverySource) -> None:
            news = source.news(checkout, merchant)
            # A reader of this line may make a callback at once, so the position is known before it.
            errors().print(Text(f"Callbacks are copied to {target.url}.", FAINT))
            for delivery in news:
                feed.put(target.send(source.request(delivery), delivery))

        if address is None:
            from interfaces.cli.forwarding.database_source import deliveries_of_database

            deliveries_of_database(forward, config, database_url, data)
            return
        from interfaces.cli.forwarding.service_source import ServiceDeliveries
        from interfaces.cli.service.client import ServiceClient

        with ServiceClient(address) as service:
            forward(ServiceDeliveries(service))


def _copy_line(copy: Copy) -> Text:
    is_good = copy.status is not None and copy.status < 300
    outcome = copy.problem if copy.status is None else str(copy.status)
    return line(
        (time_of(copy.time), WHEN),
        f"  delivery {copy.delivery}  ",
        (copy.channel, "bold"),
        "  ",
        (copy.checkout, NAME),
        f" v{copy.version}  {copy.method}  ",
        (outcome, GOOD if is_good else BAD),
        (f"  {copy.milliseconds} ms", FAINT),
    )
