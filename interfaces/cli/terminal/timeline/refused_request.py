"""Describe a refused command in sentences."""

import json
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from application.checkouts.invalid_bodies import INVALID_BODY
from application.commands.order import ReportOrder
from application.history.document import Path
from application.history.primitives import Value
from application.history.wording.orders import reported_sentences
from application.history.wording.sentences import in_english
from interfaces.api.history.wire import RequestRefusalShape
from interfaces.cli.terminal.values import value_at


def narrate_refused_command(attempt: RequestRefusalShape, currency: str) -> Iterator[str]:
    """Yield a sentence for each line, fee or other part of the command, and one for the facts of the refusal."""
    command: Value = _decode(attempt.asked)
    is_report = attempt.command == ReportOrder.NAME
    if is_report and isinstance(command, dict):
        yield from map(in_english, reported_sentences(command.get("report"), currency))
    elif isinstance(command, dict):
        for name, part in command.items():
            yield from _sentences((name,), part, currency)
    if is_report or attempt.reason == INVALID_BODY:
        yield f"because: {attempt.explanation}"
        return
    facts: Value = _decode(attempt.facts)
    if isinstance(facts, dict) and facts:
        values = (f"{name} {value_at((name,), fact, currency)}" for name, fact in facts.items())
        yield f"because {', '.join(values)}"


def _decode(raw: msgspec.Raw) -> Value:
    value: Value = json.loads(bytes(raw), parse_float=Decimal)
    return value


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
