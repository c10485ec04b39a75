"""Format deliveries and their attempts."""

from rich.text import Text

from application.ports.webhooks.webhook_log import (
    AttemptOutcome,
    DeliveryAttempt,
    DeliveryState,
    WebhookDelivery,
)
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, time_of

_GOOD = (DeliveryState.DELIVERED, DeliveryState.ANSWERED)


def outcome_of(attempt: DeliveryAttempt) -> Text:
    """Return the outcome and the HTTP status, if any: `rejected 500`."""
    style = GOOD if attempt.outcome is AttemptOutcome.DELIVERED else BAD
    status = "" if attempt.status is None else f" {attempt.status}"
    return Text(attempt.outcome.value + status, style)


def state_of(delivery: WebhookDelivery) -> Text:
    """Return the state of a delivery, and the time of the next attempt if it waits."""
    style = GOOD if delivery.state in _GOOD else BAD
    if delivery.due is None:
        return Text(delivery.state.value, style)
    return Text.assemble(delivery.state.value, (f", due {time_of(delivery.due)}", FAINT))
