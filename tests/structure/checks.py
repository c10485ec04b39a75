"""All checks of the structure of the source tree."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.structure.docstrings import missing_names, riddles, short_docstrings
from tests.structure.import_graph import import_circles, type_checking_imports
from tests.structure.interface_folders import incomplete_folders
from tests.structure.names import (
    banned_words,
    participles,
    refusing_functions,
    repeated_class_names,
)
from tests.structure.sizes import large_folders, long_modules
from tests.structure.source_tree import Module, Violation

Check = Callable[[Sequence[Module]], Iterator[Violation]]

CHECKS: Mapping[str, Check] = {
    "large folders": large_folders,
    "long modules": long_modules,
    "imports for type checking": type_checking_imports,
    "import circles": import_circles,
    "repeated class names": repeated_class_names,
    "banned words": banned_words,
    "participles": participles,
    "refusing functions": refusing_functions,
    "short docstrings": short_docstrings,
    "riddles": riddles,
    "missing names": missing_names,
    "incomplete folders": incomplete_folders,
}


def failures(check: Check, modules: Sequence[Module]) -> list[str]:
    """Return the messages of a check: what breaks its rule, where, and what to do."""
    return [violation.message for violation in check(modules)]
