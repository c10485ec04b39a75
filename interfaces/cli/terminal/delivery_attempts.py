"""Attempts to call a shop back, as the command shows them."""

from rich.text import Text

from application.ports.webhook_log import (
    AttemptOutcome,
    DeliveryAttempt,
    DeliveryState,
    WebhookDelivery,
)
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, time_of

_GOOD = (DeliveryState.DELIVERED, DeliveryState.ANSWERED)


def outcome_of(attempt: DeliveryAttempt) -> Text:
    """What came of it, with the status of the answer if there was one: `rejected 500`."""
    style = GOOD if attempt.outcome is AttemptOutcome.DELIVERED else BAD
    status = "" if attempt.status is None else f" {attempt.status}"
    return Text(attempt.outcome.value + status, style)


def state_of(delivery: WebhookDelivery) -> Text:
    """Where it stands, and when it is tried again if it waits."""
    style = GOOD if delivery.state in _GOOD else BAD
    if delivery.due is None:
        return Text(delivery.state.value, style)
    return Text.assemble(delivery.state.value, (f", due {time_of(delivery.due)}", FAINT))
