"""All checks of the structure, and their comparison with the exceptions."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.structure.docstrings import missing_names, short_docstrings
from tests.structure.import_graph import import_circles, type_checking_imports
from tests.structure.interface_folders import incomplete_folders
from tests.structure.names import banned_words, refusing_functions, repeated_class_names
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
    "refusing functions": refusing_functions,
    "short docstrings": short_docstrings,
    "missing names": missing_names,
    "incomplete folders": incomplete_folders,
}


def failures(
    check: Check, modules: Sequence[Module], exceptions: frozenset[str], title: str
) -> list[str]:
    """Return what a check finds beyond its exceptions, and the exceptions that nothing needs any more."""
    violations = list(check(modules))
    found = {violation.subject for violation in violations}
    return [
        *(violation.message for violation in violations if violation.subject not in exceptions),
        *(
            f'exceptions.py still has "{subject}" under "{title}", which breaks no rule any more: delete the entry'
            for subject in sorted(exceptions - found)
        ),
    ]
