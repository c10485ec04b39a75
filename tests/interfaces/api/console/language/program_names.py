"""The names of the program that pages show as words: refusals, commands, operations, fields, outcomes, errors."""

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import application
import interfaces
from application.checkouts import invalid_bodies
from application.commands import purchase, quote, shop
from application.ports.webhooks.webhook_log import AttemptOutcome
from domain import refusals
from domain.events import EVENTS
from domain.refusals import Refusal
from domain.state import ATTRIBUTES
from interfaces.api.console.errors import REFUSALS
from interfaces.api.console.text.labels import (
    event_name,
    field_name,
    operation_name,
    reason_name,
    sentence_case,
)
from interfaces.api.console.text.phrases import Phrase
from interfaces.api.console.typed.refusal_fields import REASONS
from interfaces.api.refusals import problem_table
from interfaces.http.errors.problems import KINDS

ROOTS = tuple(Path(each.__path__[0]) for each in (application, interfaces))
_OPERATION = re.compile(r"[a-z]+( [a-z]+){0,4}")
# The calls that take the name of an operation, and the constants that have one.
_CALLS = frozenset(
    (
        *("_change", "_provenance", "_record", "_work", "change_checkout", "log_access"),
        *("note", "record", "provenance"),
    )
)
_CONSTANTS = frozenset(
    ("operation", "_CANCEL", "_OPERATION", "_UPDATE", "OPERATION", "_SUSPEND", "_IDENTIFY", "_LIST")
)
# The two agentic APIs name their operations by a verb and a noun.
_AGENTIC = tuple(
    f"{verb} {noun}"
    for verb in ("create", "update", "complete", "cancel")
    for noun in ("checkout", "session")
)
# The orders API hands the names of its operations on as texts.
_OF_ORDERS = ("report order", "report fulfilment", "report adjustment")
_CHANNELS = ("validation", "notification", "push", "order create", "order update")


def program_names() -> list[Phrase]:
    """Return each of them as the phrase that a page shows."""
    kinds = [each for each in vars(refusals).values() if _is_refusal(each)]
    commands = [each.__name__ for each in _commands()]
    names = [
        *(event_name(each.TOPIC) for each in EVENTS),
        *(reason_name(each) for each in (*REASONS, *commands)),
        *(operation_name(each) for each in sorted({*_operations(), *_AGENTIC, *_OF_ORDERS})),
        *(
            field_name(name)
            for name in sorted(
                set(_fields(*ATTRIBUTES.values(), *_commands(), *kinds)) | set(ATTRIBUTES)
            )
        ),
        *(Phrase(sentence_case(each.value)) for each in AttemptOutcome),
        *(Phrase(each.value) for each in AttemptOutcome),
        *(Phrase(sentence_case(each)) for each in _CHANNELS),
        *(Phrase(title) for _, _, title in KINDS.values()),
    ]
    table = problem_table(details={}, advice={})
    for kind in kinds:
        names += [Phrase(table[kind].title), Phrase(table[kind].detail)]
        names += [Phrase(REFUSALS[kind].title), Phrase(REFUSALS[kind].detail)]
    return [each for each in names if isinstance(each, Phrase)]


def _is_refusal(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Refusal) and not kind.__subclasses__()


def _commands() -> list[type[Any]]:
    modules = (purchase, quote, shop, invalid_bodies)
    return [
        each
        for module in modules
        for each in vars(module).values()
        if inspect.isclass(each) and is_dataclass(each) and each.__module__ == module.__name__
    ]


def _fields(*kinds: Any) -> Iterator[str]:
    """Yield the names of the fields of dataclasses, and of those inside them."""
    for kind in kinds:
        if not (isinstance(kind, type) and is_dataclass(kind)):
            yield from _fields(*get_args(kind))
            continue
        hints = get_type_hints(kind)
        for each in fields(kind):
            yield each.name
            if hints[each.name] is not kind:
                yield from _fields(hints[each.name])


def _operations() -> Iterator[str]:
    for path in (each for root in ROOTS for each in root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(func=called, args=args, keywords=keywords):
                    name = ast.unparse(called).rpartition(".")[2]
                    named = [each.value for each in keywords if each.arg == "operation"]
                    yield from _texts(*named, *(args if name in _CALLS else ()))
                case ast.Assign(
                    targets=[ast.Tuple(elts=[ast.Name(id=name), *_])], value=ast.Tuple(elts=values)
                ):
                    yield from _texts(*(values if name in _CONSTANTS else ()))
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    yield from _texts(*((value,) if name in _CONSTANTS else ()))


def _texts(*nodes: ast.expr) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Constant(value=str(text)) if _OPERATION.fullmatch(text):
                yield text
