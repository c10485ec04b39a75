"""Format the requests of a timeline: who asked for what, and what came of it."""

from collections.abc import Iterator

from rich.text import Text

from interfaces.api.history.wire import (
    RequestCallShape,
    RequestEventShape,
    RequestRefusalShape,
    RequestShape,
)
from interfaces.cli.terminal.output import BAD, NAME, WHEN, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.timeline.delivery_attempts import outcome_of
from interfaces.cli.terminal.timeline.refused_request import narrate_refused_command
from interfaces.cli.terminal.values import source

Part = RequestEventShape | RequestRefusalShape | RequestCallShape


def parts_of(request: RequestShape) -> list[Part]:
    """Return what a request led to, in order: a refusal follows the event of the version that it was decided on."""
    parts: list[Part] = [*request.events, *request.refusals, *request.calls]
    return sorted(parts, key=lambda part: (part.version, not isinstance(part, RequestEventShape)))


def entry_lines(request: RequestShape, currency: str) -> Iterator[Text]:
    """Yield the lines of one request. `currency` is that of the amounts of refused commands."""
    yield line((time_of(request.time), WHEN), "  ", source(request.provenance))
    for part in parts_of(request):
        match part:
            case RequestEventShape(version=version, type=topic, words=words):
                yield line("  ", (f"v{version}", NAME), "  ", (topic, "bold"))
                yield from (line(f"      {sentence}") for sentence in words)
            case RequestRefusalShape(version=version, reason=reason, command=operation):
                yield line(
                    "  ", ("refused", BAD), f" at v{version}  ", (operation, "bold"), f": {reason}"
                )
                for sentence in narrate_refused_command(part, currency):
                    yield line(f"      {sentence}")
            case RequestCallShape(delivery=delivery, attempt=attempt):
                yield line(
                    "  ",
                    outcome_of(attempt),
                    f"  {part.method} {part.url} (delivery {delivery}, attempt {attempt.number})",
                )
                if attempt.problem is not None:
                    yield line(f"      {attempt.problem}")
