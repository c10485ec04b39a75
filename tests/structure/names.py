"""Rules for the names of classes, functions and variables."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tests.structure.source_tree import Module, Violation

BANNED = frozenset(
    {"along", "apart", "asked", "begun", "beside", "house", "moment"}
    | {"once", "said", "stretch", "till", "told", "wished"}
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PARTICIPLE = re.compile(
    r"_*([a-z]+[^e]ed|[a-z]{3,}ing|begun|done|drawn|found|given|gone|held|kept|known|left|made|seen|sent|shown|taken|written)_*"
)


def repeated_class_names(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each public class name that two modules define, the wire modules not counted."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module in modules:
        if module.file_name.endswith("wire.py"):
            continue
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(f"{module.path}:{node.lineno}")
    for name, where in sorted(places.items()):
        if len(where) > 1:
            yield Violation(
                name,
                f"{' and '.join(where)} each define a class {name}: rename all but one by what sets them apart",
            )


def banned_words(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each identifier with a word that says nothing to a reader who knows the field."""
    for module in modules:
        # The fields of a wire model are the names of the JSON, which clients read.
        seen = _field_names(module.tree) if module.file_name.endswith("wire.py") else set()
        for line, name in _defined_names(module.tree):
            found = BANNED.intersection(word.lower() for word in _WORD.findall(name))
            if found and name not in seen:
                seen.add(name)
                yield Violation(
                    f"{module.path} {name}",
                    f"{module.path}:{line} names something {name}: instead of"
                    f" {' and '.join(sorted(found))}, take the word of event sourcing, HTTP or PostgreSQL for it",
                )


def participles(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each function, properties not counted, whose whole name is a participle."""
    for module in modules:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            is_property = any("property" in ast.unparse(each) for each in node.decorator_list)
            if not is_property and _PARTICIPLE.fullmatch(node.name):
                yield Violation(
                    f"{module.path} {node.name}",
                    f"{module.path}:{node.lineno} calls a function {node.name}: name it with a verb for what it does,"
                    " or with a noun for what it returns",
                )


def refusing_functions(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each function `refuse_…` that is not annotated to return None."""
    for module in modules:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            returns = ast.unparse(node.returns) if node.returns else "nothing annotated"
            if re.match(r"_?refuse_", node.name) and returns not in {"None", "Never", "NoReturn"}:
                yield Violation(
                    f"{module.path} {node.name}",
                    f"{module.path}:{node.lineno} {node.name} returns {returns}: a function refuse_… raises"
                    " or returns None; name one that returns an error after the error",
                )


def _field_names(tree: ast.Module) -> set[str]:
    return {
        field.target.id
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for field in node.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }


def _defined_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr
            case _:
                pass
