"""Describe a refused command in sentences."""

import json
from collections.abc import Iterator
from decimal import Decimal

from application.checkouts.invalid_bodies import INVALID_BODY
from application.history.document import Path
from application.history.primitives import Value
from application.ports.refusal_log import StoredRefusal
from interfaces.cli.terminal.values import value_at


def narrate_refused_command(attempt: StoredRefusal, currency: str) -> Iterator[str]:
    """Yield a sentence for each line, fee or other part of the command, and one for the facts of the refusal."""
    command: Value = json.loads(attempt.command, parse_float=Decimal)
    if isinstance(command, dict):
        for name, part in command.items():
            yield from _sentences((name,), part, currency)
    if attempt.reason == INVALID_BODY:
        # Only for these, so that the other commands do not load the APIs.
        from interfaces.api.explanations import explanation_of

        yield f"because: {explanation_of(attempt)}"
        return
    facts: Value = json.loads(attempt.facts, parse_float=Decimal)
    if isinstance(facts, dict) and facts:
        values = (f"{name} {value_at((name,), fact, currency)}" for name, fact in facts.items())
        yield f"because {', '.join(values)}"


def _sentences(path: Path, value: Value, currency: str) -> Iterator[str]:
    if isinstance(value, dict) and "article" in value:
        article = value["article"]
        parts = [name for name in value if name != "article" and value[name] is not None]
        values = (f"{_label(name)} {value_at((name,), value[name], currency)}" for name in parts)
        yield f"{'fee' if path[0] == 'fees' else 'line'} {article}: {', '.join(values)}"
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _sentences((*path, name), part, currency)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _sentences((*path, index), part, currency)
    elif value is not None and value is not False:
        yield f"{'.'.join(_label(str(part)) for part in path)} {value_at(path, value, currency)}"


def _label(name: str) -> str:
    return name.replace("_", " ")
