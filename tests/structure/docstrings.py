"""Rules for docstrings."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tests.structure.source_tree import DEFINITIONS, LAYERS, ROOT, Module, Violation

LEAST_WORDS = 4
_BACKTICKED = re.compile(r"`([a-z_][\w/]*(?:\.\w+)+)(?:\(\))?`")

RIDDLES = re.compile(
    r"\b(whoever|nobody's|somebody|what stands|as it stands|goes along|is told of|so that there is|hears)\b",
    re.IGNORECASE,
)

# Fields of a published document that look like a name in a module of the project.
PUBLISHED_FIELDS = frozenset({"purchase.result"})


def short_docstrings(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each docstring of fewer than four words."""
    for module in modules:
        for line, text in module.docstrings():
            if len(text.split()) < LEAST_WORDS:
                yield Violation(
                    f"{module.path} {text}",
                    f'{module.path}:{line} has the docstring "{text}": say in {LEAST_WORDS} words or more'
                    " what it does or is, or leave it out where the name says so",
                )


def riddles(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each docstring with a phrase that hides who does what."""
    for module in modules:
        for line, text in module.docstrings():
            for phrase in RIDDLES.findall(text):
                yield Violation(
                    f"{module.path} {phrase}",
                    f'{module.path}:{line} says "{phrase}": name the one who acts, and what they do',
                )


def missing_names(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each name in backticks that points into the project at something that does not exist.

    Two forms are taken for such: a file (`http/app.py`, `app.py`), and a dotted name whose beginning is a
    layer or the last part of a module's name (`domain.events.Opened`, `events.Opened`).
    """
    files = {f"/{path.relative_to(ROOT).as_posix()}" for path in ROOT.glob("[a-z]*/**/*.py")}
    members: defaultdict[str, set[str]] = defaultdict(set)
    for module in modules:
        stem = module.name.rpartition(".")[2]
        members[stem] |= set(_members(module))
        members[module.name] |= set(_members(module))
    modules_by_name = {module.name for module in modules}
    for module in modules:
        for line, text in module.docstrings():
            for name in _BACKTICKED.findall(text):
                if name.endswith(".py"):
                    exists = any(file.endswith(f"/{name}") for file in files)
                else:
                    owner, _, last = name.rpartition(".")
                    owner_known = owner in members or name.split(".")[0] in LAYERS
                    exists = (
                        not owner_known
                        or name in modules_by_name
                        or name in PUBLISHED_FIELDS
                        or last in members[owner]
                    )
                if not exists:
                    yield Violation(
                        f"{module.path} {name}",
                        f"{module.path}:{line} mentions `{name}`, which does not exist: name it as it is now called",
                    )


def _members(module: Module) -> Iterator[str]:
    """Yield every name that a module defines or imports, in classes too."""
    for node in ast.walk(module.tree):
        if isinstance(node, DEFINITIONS):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.asname or node.name
