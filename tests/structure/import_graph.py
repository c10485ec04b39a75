"""Rules for imports between the project's own modules."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from tests.structure.source_tree import LAYERS, Module, Violation


def type_checking_imports(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each import of a project module below `if TYPE_CHECKING`."""
    for module in modules:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.If) or "TYPE_CHECKING" not in ast.unparse(node.test):
                continue
            for statement in node.body:
                target = getattr(statement, "module", None) or ""
                if isinstance(statement, ast.ImportFrom) and target.split(".")[0] in LAYERS:
                    yield Violation(
                        f"{module.path} {target}",
                        f"{module.path}:{statement.lineno} imports {target} for type checking only, which hides"
                        " a circle: move what both modules need into a module below both",
                    )


def import_circles(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each group of modules that import each other, directly or by way of others."""
    graph = _graph(modules)
    reachable = {name: _reachable(graph, name) for name in graph}
    seen: set[str] = set()
    for name in sorted(graph):
        circle = {other for other in reachable[name] if name in reachable[other]}
        if name in seen or not circle:
            continue
        seen |= circle
        members = ", ".join(sorted(circle))
        yield Violation(
            members,
            f"{members} import each other in a circle: find the import that points up,"
            " and pass its object as an argument or move what is shared below both",
        )


def _graph(modules: Sequence[Module]) -> Mapping[str, frozenset[str]]:
    """Return the project modules that each one imports; `from a import b` counts as `a.b` where that is a module."""
    names = {module.name for module in modules}
    return {
        module.name: frozenset(
            found
            for _, target in module.imports()
            for found in [target if target in names else target.rpartition(".")[0]]
            if found in names and found != module.name
        )
        for module in modules
    }


def _reachable(graph: Mapping[str, frozenset[str]], start: str) -> frozenset[str]:
    reached: set[str] = set()
    pending = list(graph[start])
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending.extend(graph[name])
    return frozenset(reached)
