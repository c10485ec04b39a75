"""The file names that every dialect and every API of tillroll has."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tests.structure.source_tree import Module, Violation

REQUIRED = {
    "interfaces/dialects": frozenset({"routes", "wire", "errors", "openapi"}),
    "interfaces/api": frozenset({"routes", "wire", "errors"}),
}
# What the sessions of agents share, what the APIs for readers share, and what the customer's page and they share. They
# have no routes of their own.
SHARED = frozenset(
    {"interfaces/dialects/session", "interfaces/api/readers", "interfaces/api/shown"}
)
# The console answers with pages, whose shapes are its views.
PAGES = {"interfaces/api/console": frozenset({"routes", "views", "errors"})}


def incomplete_folders(modules: Sequence[Module]) -> Iterator[Violation]:
    """Yield each dialect or API without one of the required modules; a folder of that name counts."""
    present: defaultdict[str, set[str]] = defaultdict(set)
    for module in modules:
        parts = module.path.removesuffix(".py").split("/")
        if "/".join(parts[:2]) in REQUIRED and len(parts) > 3:
            present["/".join(parts[:3])].add(parts[3])
    for folder, names in sorted(present.items()):
        if folder in SHARED:
            continue
        required = PAGES.get(folder) or REQUIRED[folder.rpartition("/")[0]]
        for name in sorted(required - names):
            yield Violation(
                f"{folder} {name}",
                f"{folder}/ has no {name}.py: routes.py has the table of URLs, wire.py the shapes of bodies,"
                " errors.py the answers to refusals, openapi.py what the document adds to them",
            )
