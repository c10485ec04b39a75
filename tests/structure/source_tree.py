"""The project's modules, parsed."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("domain", "application", "interfaces")

DEFINITIONS = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: dotted name, path below the root with slashes, text and syntax tree."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def file_name(self) -> str:
        return self.path.rpartition("/")[2]

    def imports(self) -> Iterator[tuple[int, str]]:
        """Yield the line and the dotted target of every import, of `from a import b` as `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)

    def docstrings(self) -> Iterator[tuple[int, str]]:
        """Yield the line and the text of every docstring."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Module | DEFINITIONS):
                text = ast.get_docstring(node)
                if text is not None:
                    yield getattr(node, "lineno", 1), text


@dataclass(frozen=True, slots=True)
class Violation:
    """One break of a rule: the file or name that breaks it, and a message that says what to do."""

    subject: str
    message: str


def parse(path: str, text: str) -> Module:
    """Return the module of a source text at a path below the root."""
    name = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    return Module(name, path, text, ast.parse(text))


def source_modules(root: Path = ROOT) -> tuple[Module, ...]:
    """Return every module of the three layers, ordered by path."""
    files = sorted(file for layer in LAYERS for file in (root / layer).rglob("*.py"))
    return tuple(parse(file.relative_to(root).as_posix(), file.read_text()) for file in files)
