"""The fields of a search for refused commands, and the question that they make."""

from collections.abc import Iterator, Mapping, Sequence

from application.checkouts.invalid_bodies import INVALID_BODY
from application.history.figures import LOCK_ERRORS
from application.ports.refusal_log import RefusalFilter
from domain.refusals import Refusal
from interfaces.api.console.text.labels import reason_name
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.typed.checkout_fields import ACTOR, SINCE, UNTIL, merchant_field
from interfaces.api.console.typed.conditions import Conditions, FieldKind, SearchField

LOCK_ERROR_REASONS = ",".join(LOCK_ERRORS)
PARAMETERS = (
    "since",
    "until",
    "reason",
    "command",
    "dialect",
    "operation",
    "actor",
    "request_id",
    "checkout",
    "merchant",
)
"""The parameters of the history API, and the options of `tillroll refusals`."""


def refusal_fields(merchants: Mapping[str, str]) -> Sequence[SearchField]:
    """Return the fields of a search for refused commands of these merchants."""
    return (
        SINCE,
        UNTIL,
        SearchField(
            name="reason",
            label=phrase("Reason"),
            kind=FieldKind.CHOICE,
            choices={LOCK_ERROR_REASONS: phrase("Any lock error")}
            | {each: reason_name(each) for each in REASONS},
        ),
        SearchField(name="command", label=phrase("Command"), hint="UpdateFees"),
        SearchField(name="dialect", label=phrase("API"), hint="walley · shopper · payments"),
        SearchField(name="operation", label=phrase("Operation"), hint="update fees"),
        ACTOR,
        SearchField(name="request_id", label=phrase("Request id")),
        SearchField(name="checkout", label=phrase("Checkout id")),
        merchant_field(merchants),
    )


def refusal_filter(conditions: Conditions, merchants: tuple[str, ...] | None) -> RefusalFilter:
    """Return the search for refused commands of these merchants; None is all of them."""
    reasons = conditions.text("reason")
    return RefusalFilter(
        merchants=merchants,
        merchant=conditions.text("merchant"),
        checkout_id=conditions.text("checkout"),
        reasons=() if reasons is None else tuple(reasons.split(",")),
        command=conditions.text("command"),
        dialect=conditions.text("dialect"),
        operation=conditions.text("operation"),
        actor=conditions.text("actor"),
        request_id=conditions.text("request_id"),
        since=conditions.instant("since"),
        until=conditions.instant("until"),
    )


def _reasons(refusal: type[Refusal]) -> Iterator[str]:
    for each in refusal.__subclasses__():
        if not each.__subclasses__():
            yield each.NAME
        yield from _reasons(each)


REASONS = (*sorted(_reasons(Refusal)), INVALID_BODY)
"""The reasons for which a command can be refused."""
