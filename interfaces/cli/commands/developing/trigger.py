"""`tillroll trigger`: make something happen on a demo server."""

from typing import Annotated

import typer
from rich.text import Text

from interfaces.cli.exit_codes import UNAVAILABLE, USAGE, exit_on, fail
from interfaces.cli.service.address import service_url
from interfaces.cli.terminal.output import FAINT, GOOD, NAME, Output
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.triggers.demo_shop import NoDemo, TriggeredCheckout
from interfaces.cli.triggers.events import TRIGGERS

_USUAL = "http://127.0.0.1:8000"
_Event = Annotated[str | None, typer.Argument(help="What happens; --list has all.")]
_List = Annotated[bool, typer.Option("--list", help="List what can happen.")]
_Notify = Annotated[
    str,
    typer.Option(metavar="URL", help="Where the callbacks of the checkout go, as of a shop."),
]


def trigger(
    event: _Event = None,
    listing: _List = False,
    notify: _Notify = "http://127.0.0.1:9/notify",
) -> None:
    """Make something happen on a demo server, with the keys of its demo, and print the checkout.

    The server is the one of --server, or http://127.0.0.1:8000. Exit status: 0 made, 2 no such event, 69 no demo
    server.
    """
    output = Output()
    if listing:
        for name, each in TRIGGERS.items():
            output.say(line((f"{name:<16}", NAME), each.does))
        return
    found = TRIGGERS.get(event or "")
    if found is None:
        fail(f"Name one of {', '.join(TRIGGERS)}.", USAGE)
    address = service_url() or _USUAL
    with exit_on(NoDemo, status=UNAVAILABLE), TriggeredCheckout(address, notify) as shop:
        found.make(shop)
    output.say(
        line((f"{event}  ", GOOD), (shop.checkout_id, NAME)),
        Text(f"  tillroll log {shop.checkout_id}", FAINT),
        Text(f"  tillroll show {shop.checkout_id}", FAINT),
        Text(f"  {address}/console/checkouts/{shop.checkout_id}", FAINT),
    )
