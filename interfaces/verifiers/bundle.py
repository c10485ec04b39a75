"""Puts the verifier's modules together into one file, verify.py, that Python runs alone.

The modules come one after another, without their imports of each other. Names are therefore the same in all of them,
and no two modules may define one name.
"""

import ast
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

# Each module comes after those that it imports.
MODULES: Final = (
    *("application.ledger.format.encoding", "application.ledger.format.timestamps"),
    *("application.ledger.format.merkle", "application.ledger.format.proofs"),
    *("application.ledger.format.tiles", "application.ledger.format.keys"),
    *("application.ledger.format.notes", "application.ledger.format.checkpoints"),
    *("application.ledger.format.policies", "application.ledger.format.parts"),
    *("application.ledger.format.entries", "application.ledger.format.openings"),
    *("application.ledger.format.invariants", "application.ledger.format.proof_files"),
    *("application.ledger.contents.states", "application.ledger.contents.aes"),
    "application.ledger.contents.revealed",
    "application.ledger.verifier.messages",
    *("application.ledger.verifier.report", "application.ledger.verifier.ed25519"),
    *("application.ledger.verifier.evidence", "application.ledger.verifier.heads"),
    *("application.ledger.verifier.events", "application.ledger.verifier.times"),
    *("application.ledger.verifier.states", "application.ledger.verifier.refusals"),
    *("application.ledger.verifier.stamps", "application.ledger.verifier.whole_log"),
    "application.ledger.verifier.verification",
    *("interfaces.verifiers.terminal.packs", "interfaces.verifiers.terminal.openssl"),
    "interfaces.verifiers.terminal.command",
)
_LAYERS: Final = ("application", "interfaces")
_HEAD: Final = '''#!/usr/bin/env python3
"""Verifies evidence of a checkout, offline: python verify.py pack.zip --policy policy.txt.

It needs Python 3.9 or later, and nothing else. It is made from the modules of tillroll, which are below one by one.
"""

from __future__ import annotations

'''
_TAIL: Final = 'if __name__ == "__main__":\n    sys.exit(main())\n'


class UnfitModule(Exception):
    """A module that cannot be put into one file with the others."""


def verifier_script() -> str:
    """Return the text of verify.py. Raises UnfitModule."""
    imports: set[str] = set()
    owners: dict[str, str] = {}
    bodies: list[str] = []
    for module in MODULES:
        package, _, name = module.rpartition(".")
        source = files(package).joinpath(f"{name}.py").read_text(encoding="utf-8")
        tree = ast.parse(source)
        for defined in _defined_names(tree):
            if owners.setdefault(defined, module) != module:
                raise UnfitModule(f"{defined} is defined in {owners[defined]} and in {module}")
        imports |= set(_outer_imports(tree, module, bodies))
        bodies.append(_body(source, tree, module))
    lines = sorted(imports, key=lambda line: (line.startswith("from"), line))
    return (
        _HEAD
        + "".join(f"{line}\n" for line in lines)
        + "\n\n"
        + "\n\n".join(bodies)
        + "\n\n"
        + _TAIL
    )


def _outer_imports(tree: ast.Module, module: str, earlier: Sequence[str]) -> Iterator[str]:
    """Yield the imports of the standard library. Raises UnfitModule for a module that comes later, or not at all."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in _LAYERS:
            if node.module not in MODULES[: len(earlier)]:
                raise UnfitModule(f"{module} imports {node.module}, which does not come before it")
            if any(alias.asname for alias in node.names):
                raise UnfitModule(f"{module} imports a name of {node.module} as another")
        elif isinstance(node, ast.Import):
            yield from (ast.unparse(ast.Import([alias])) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            yield from (
                ast.unparse(ast.ImportFrom(node.module, [alias], 0)) for alias in node.names
            )


def _body(source: str, tree: ast.Module, module: str) -> str:
    """Return the module without imports, its docstring as a comment below its name."""
    docstring = ast.get_docstring(tree) or ""
    comment = "".join(
        f"# {line}".rstrip() + "\n" for line in [f"{module}", *docstring.splitlines()]
    )
    first = next(
        node for node in tree.body[1:] if not isinstance(node, ast.Import | ast.ImportFrom)
    )
    start = min([first.lineno, *(each.lineno for each in getattr(first, "decorator_list", ()))])
    lines = source.splitlines()
    before = lines[tree.body[0].end_lineno or 0 : start - 1]
    remarks = [line for line in before if line.startswith("#")]
    rest = "\n".join([*remarks, *lines[start - 1 :]]).strip("\n")
    return f"{'# ' + '-' * 98}\n{comment}\n{rest}\n"


def _defined_names(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Assign():
                for target in node.targets:
                    yield from (each.id for each in ast.walk(target) if isinstance(each, ast.Name))
            case ast.AnnAssign(target=ast.Name() as target):
                yield target.id
            case _:
                pass
