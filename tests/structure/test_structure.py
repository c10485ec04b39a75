"""The structure of the source tree keeps its rules, and each rule finds what breaks it."""

import pytest

from tests.structure.checks import CHECKS, failures
from tests.structure.source_tree import Module, parse, source_modules


@pytest.fixture(scope="module")
def modules() -> tuple[Module, ...]:
    return source_modules()


@pytest.mark.parametrize("title", CHECKS)
def test_the_tree_keeps_the_rule(title: str, modules: tuple[Module, ...]) -> None:
    """Nothing in the source tree breaks the rule."""
    assert failures(CHECKS[title], modules) == []


BREAKS = {
    "large folders": {f"domain/m{number}.py": "" for number in range(16)},
    "long modules": {"domain/cart.py": "a = 1\n" * 301},
    "imports for type checking": {
        "domain/cart.py": "if TYPE_CHECKING:\n    from domain.fees import Fees\n"
    },
    "import circles": {
        "domain/cart.py": "from domain.fees import Fees\n",
        "domain/fees.py": "def total():\n    from domain import cart\n",
    },
    "repeated class names": {
        "domain/cart.py": "class Line: ...\n",
        "application/cart.py": "class Line: ...\n",
    },
    "banned words": {"domain/cart.py": "priced_at_once = 1\n"},
    "participles": {"domain/cart.py": "def rounded(amount): ...\n"},
    "refusing functions": {"domain/cart.py": "def refuse_empty(cart) -> str: ...\n"},
    "short docstrings": {"domain/cart.py": '"""The cart."""\n'},
    "riddles": {"domain/cart.py": '"""Tells whoever asks what it costs."""\n'},
    "missing names": {"domain/cart.py": '"""Are checked by `cart.require_amount` elsewhere."""\n'},
    "incomplete folders": {
        f"interfaces/dialects/new/{name}.py": "" for name in ("routes", "wire", "openapi")
    },
}


@pytest.mark.parametrize("title", CHECKS)
def test_a_check_finds_one_break(title: str) -> None:
    """Each check finds what breaks its rule, and names the file or folder."""
    tree = [parse(path, text) for path, text in BREAKS[title].items()]

    found = failures(CHECKS[title], tree)

    assert len(found) == 1
    assert next(iter(BREAKS[title])).rpartition("/")[0] in found[0].replace(".", "/")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("refusing functions", "def refuse_empty(cart) -> None: ...\n"),
        (
            "participles",
            "def stored_form(checkout): ...\ndef need(cart): ...\ndef read(cart): ...\n",
        ),
        ("riddles", '"""Returns what a purchase costs that nobody paid."""\n'),
        ("short docstrings", '"""Add up the lines."""\n'),
        ("missing names", '"""Sends `order.created`, which is no module."""\n'),
        ("missing names", '"""Are checked by `cart.total` elsewhere."""\ndef total(): ...\n'),
        ("banned words", "household = 1\n"),
        ("import circles", "from domain import events\n"),
    ],
)
def test_a_check_passes_over_what_is_right(title: str, text: str) -> None:
    """A check finds nothing in code that keeps its rule."""
    assert failures(CHECKS[title], [parse("domain/cart.py", text)]) == []
