"""The project's README files: their relative links, and the phrases that they avoid."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.structure.docstrings import RIDDLES
from tests.structure.source_tree import LAYERS

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:")
_TREE_LINE = re.compile(r"^(  )?(\w+)/ +\w", re.MULTILINE)
_HIDDEN_OR_INSTALLED = ("node_modules", "build", "dist", "var")


def readmes(root: Path) -> list[Path]:
    """Return every README.md below the root, without hidden and installed folders."""
    return [
        file
        for file in sorted(root.rglob("README.md"))
        if not any(
            part.startswith(".") or part in _HIDDEN_OR_INSTALLED
            for part in file.relative_to(root).parts
        )
    ]


def broken_links(readme: Path) -> Iterator[str]:
    """Yield a message for each relative link whose file or heading does not exist."""
    for target in _LINK.findall(_FENCED.sub("", readme.read_text())):
        if _ADDRESS.match(target):
            continue
        path, _, heading = target.partition("#")
        file = readme.parent / path if path else readme
        if not file.exists():
            yield f"{_place(readme)} links to {target}, which does not exist: link to where its subject is now"
        elif heading and heading not in _anchors(file):
            yield f"{_place(readme)} links to {target}, but {file.name} has no such heading: use a heading that it has"


def riddles_in(readme: Path) -> Iterator[str]:
    """Yield a message for each phrase that hides who does what; listings in fences are not read."""
    for phrase in RIDDLES.findall(_FENCED.sub("", readme.read_text())):
        yield f'{_place(readme)} says "{phrase}": name the one who acts, and what they do'


def missing_folders(root: Path) -> Iterator[str]:
    """Yield a message for each folder of a layer that the tree in the root's README.md has no line for."""
    named = frozenset(_paths_in_the_tree((root / "README.md").read_text()))
    for layer in LAYERS:
        for module in sorted((root / layer).glob("*/__init__.py")):
            path = f"{layer}/{module.parent.name}/"
            if path not in named:
                yield f"README.md has no line for {path} in its tree: say in one line what it has"


def _paths_in_the_tree(text: str) -> Iterator[str]:
    layer = ""
    for indent, name in _TREE_LINE.findall(text):
        layer = layer if indent else name
        yield f"{layer}/{name}/" if indent else f"{name}/"


def _place(readme: Path) -> str:
    return f"{readme.parent.name}/{readme.name}"


def _anchors(file: Path) -> frozenset[str]:
    """Return the anchors that GitHub gives the headings of a Markdown file."""
    headings = _HEADING.findall(_FENCED.sub("", file.read_text()))
    return frozenset(re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings)
