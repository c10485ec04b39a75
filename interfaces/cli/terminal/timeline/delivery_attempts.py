"""Format deliveries and their attempts."""

from rich.text import Text

from interfaces.api.history.wire import AttemptShape, DeliveryShape
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, time_of

_GOOD = ("delivered", "answered")


def outcome_of(attempt: AttemptShape) -> Text:
    """Return the outcome and the HTTP status, if any: `rejected 500`."""
    style = GOOD if attempt.outcome == "delivered" else BAD
    status = "" if attempt.status is None else f" {attempt.status}"
    return Text(attempt.outcome + status, style)


def state_of(delivery: DeliveryShape) -> Text:
    """Return the state of a delivery, and the time of the next attempt if it waits."""
    style = GOOD if delivery.state in _GOOD else BAD
    if delivery.due is None:
        return Text(delivery.state, style)
    return Text.assemble(delivery.state, (f", due {time_of(delivery.due)}", FAINT))
