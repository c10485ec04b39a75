"""The keys of the lines of a cart in the paths of a document."""

from application.history.document import LINES, keys
from application.history.primitives import Value


def lines(*articles: str) -> list[Value]:
    return [{"article": article} for article in articles]


def test_lines_that_share_an_article_are_numbered() -> None:
    """The second line of an article has the key `article#2`, in the order of the cart."""
    assert keys(lines("a", "b", "a", "a", "b"), LINES) == ["a", "b", "a#2", "a#3", "b#2"]


def test_an_article_may_equal_a_generated_key() -> None:
    """A key that is the name of an article is skipped, and every key is unique."""
    assert keys(lines("a", "a#2", "a", "a#2"), LINES) == ["a", "a#2", "a#3", "a#2#2"]


def test_many_lines_can_share_an_article() -> None:
    """The time is linear in the number of lines: a quadratic search would exceed the time limit of the test."""
    many = 200_000
    assert keys(lines(*["a"] * many), LINES)[-1] == f"a#{many}"
