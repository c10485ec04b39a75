"""The conditions of `tillroll audit`, named as in the history API."""

from datetime import datetime
from typing import Annotated

import typer

from domain.events import EVENTS
from domain.stage import Stage
from interfaces.cli.as_of import point_in_time

_TYPES = sorted(event.TOPIC for event in EVENTS)
_STAGES = [stage.value for stage in Stage]


def _type(text: str) -> str:
    topics = [each if "." in each else f"checkout.{each}" for each in text.split(",")]
    for topic in topics:
        if topic not in _TYPES:
            raise typer.BadParameter(f"{topic!r} is none of {', '.join(_TYPES)}.")
    return ",".join(topics)


def _stage(text: str) -> str:
    if text not in _STAGES:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(_STAGES)}.")
    return text


Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        parser=_type,
        metavar="TYPE",
        help="Types of events, separated by commas: cart-replaced. May be repeated.",
    ),
]
Checkout = Annotated[str | None, typer.Option(metavar="ID", help="One checkout.")]
Actor = Annotated[str | None, typer.Option(help="Who asked: shop:demo-client.")]
Merchant = Annotated[str | None, typer.Option(help="Whose checkout it is.")]
Dialect = Annotated[str | None, typer.Option(help="The API that was spoken.")]
Operation = Annotated[str | None, typer.Option(help="The call in that API.")]
Reference = Annotated[str | None, typer.Option(help="The shop's order number after the event.")]
RequestId = Annotated[str | None, typer.Option(help="The request that it came from.")]
Ip = Annotated[str | None, typer.Option(help="The address that it came from.")]
Email = Annotated[str | None, typer.Option(help="The customer's e-mail address, whole.")]
Phone = Annotated[str | None, typer.Option(help="The customer's phone number, in any form.")]
Name = Annotated[str | None, typer.Option(help="The customer's whole name, last name or company.")]
NationalId = Annotated[
    str | None, typer.Option(help="The customer's national id, or the number of the company.")
]
Since = Annotated[
    datetime | None,
    typer.Option(parser=point_in_time, metavar="INSTANT", help="At this instant or later."),
]
Until = Annotated[
    datetime | None,
    typer.Option(parser=point_in_time, metavar="INSTANT", help="Before this instant."),
]
MinTotal = Annotated[
    int | None, typer.Option(help="Total after the event, in minor units, at least.")
]
MaxTotal = Annotated[
    int | None, typer.Option(help="Total after the event, in minor units, at most.")
]
Status = Annotated[
    str | None,
    typer.Option(parser=_stage, metavar="STAGE", help=f"After the event: {', '.join(_STAGES)}."),
]
Text = Annotated[
    str | None,
    typer.Option("--q", help="Words in the reference, article ids or descriptions."),
]
Limit = Annotated[
    int | None,
    typer.Option(min=1, help="Only the last so many; a table shows 100 where none is named."),
]
AsCsv = Annotated[bool, typer.Option("--csv", help="The same as `-o csv`.", hidden=True)]
