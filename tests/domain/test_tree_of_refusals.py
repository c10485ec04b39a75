"""The documentation of the refusals draws the tree that their classes form."""

import re

from domain import refusals
from domain.refusals import Refusal

_NAME = re.compile(r"^([│├└─ ]*)(\w+)", re.MULTILINE)


def _drawn() -> list[tuple[int, str]]:
    """Return the depth and the name of each line of the tree in the docstring."""
    tree = (refusals.__doc__ or "").partition("\n\n")[2]
    return [(len(indent) // 4, name) for indent, name in _NAME.findall(tree)]


def _subclasses(of: type[Refusal], depth: int = 0) -> list[tuple[int, str]]:
    children = [line for each in of.__subclasses__() for line in _subclasses(each, depth + 1)]
    return [(depth, of.__name__), *children]


def test_the_documented_tree_is_that_of_the_classes() -> None:
    """Each class is in the tree, under its base class, and no other name is."""
    assert sorted(_drawn()) == sorted(_subclasses(Refusal))
    assert [name for depth, name in _drawn() if depth == 1] == [
        each.__name__ for each in Refusal.__subclasses__()
    ]
