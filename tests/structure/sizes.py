"""Limits on the size of folders and modules."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.structure.source_tree import Module, Violation

MOST_MODULES = 15
MOST_LINES = 300
# The two catalogues of the domain: one file lists every event, and one draws the tree of refusals.
CATALOGUES = frozenset({"domain/events.py", "domain/refusals.py"})


def large_folders(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each folder with more than 15 modules, `__init__.py` not counted."""
    sizes = Counter(module.folder for module in modules if module.file_name != "__init__.py")
    for folder, size in sorted(sizes.items()):
        if size > MOST_MODULES:
            yield Violation(
                folder,
                f"{folder}/ has {size} modules, {MOST_MODULES} are allowed:"
                " move those of one subject into a folder named for it",
            )


def long_modules(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each module of more than 300 lines that is no catalogue."""
    for module in modules:
        lines = len(module.text.splitlines())
        if lines > MOST_LINES and module.path not in CATALOGUES:
            yield Violation(
                module.path,
                f"{module.path} has {lines} lines, {MOST_LINES} are allowed: split it by behaviour",
            )
