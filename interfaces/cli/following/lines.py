"""One line of text for an event or a refused command that has just been recorded."""

from rich.text import Text

from interfaces.api.history.wire import EventShape, RefusalShape
from interfaces.cli.terminal.output import BAD, FAINT, NAME, WHEN, WHO, time_of
from interfaces.cli.terminal.safe_text import line


def event_line(event: EventShape) -> Text:
    """Return the time, the checkout with its version, the type, and who asked for it."""
    by = event.provenance
    return line(
        (time_of(event.time), WHEN),
        "  ",
        (event.checkout, NAME),
        f"  v{event.version}  ",
        (event.type.removeprefix("checkout."), "bold"),
        "  ",
        (by.actor, WHO),
        (f"  {by.dialect}: {by.operation}  request {by.request_id}", FAINT),
    )


def refusal_line(refusal: RefusalShape) -> Text:
    """Return the time, the checkout with its version, the command with the reason, and who asked for it."""
    by = refusal.provenance
    return line(
        (time_of(refusal.time), WHEN),
        "  ",
        (refusal.checkout, NAME),
        f"  v{refusal.version}  ",
        (refusal.command, "bold"),
        ": ",
        (refusal.reason, BAD),
        "  ",
        (by.actor, WHO),
        (f"  {by.dialect}: {by.operation}  position {refusal.position}", FAINT),
    )
