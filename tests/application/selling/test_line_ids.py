"""The lines of a session keep their ids as long as the client keeps the lines."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.selling.line_naming import ItemRequest, UnknownParent, name_lines
from domain.values.cart import EMPTY_CART, Cart, Line
from tests.application.selling.selling_fixture import SellingFixture


def item(
    article: str, quantity: int = 1, line: str | None = None, parent: str | None = None
) -> ItemRequest:
    return ItemRequest(article=article, quantity=quantity, line=line, parent=parent)


def cart(*items: ItemRequest) -> Cart:
    return Cart(
        lines=tuple(
            Line.with_tax_on_top(
                article=each.article,
                description="x",
                quantity=Decimal(each.quantity),
                unit_price=100,
                tax_rate=0,
                line_id=each.line,
            )
            for each in items
        )
    )


def names(*items: ItemRequest, before: Cart = EMPTY_CART, merges: bool = False) -> list[str | None]:
    return [each.line for each in name_lines(items, before, merges_articles=merges)]


def test_a_line_is_named_after_its_article() -> None:
    """The first line of an article has the article's id, and the next ones have numbers."""
    assert names(item("mug"), item("tea"), item("mug")) == ["mug", "tea", "mug-2"]


def test_equal_articles_are_merged_where_the_dialect_asks_for_it() -> None:
    """Items that name no line are one line for each article, with the sum of the quantities."""
    named = name_lines(
        (item("mug", 1), item("tea"), item("mug", 2)), EMPTY_CART, merges_articles=True
    )
    assert [(each.line, each.quantity) for each in named] == [("mug", 3), ("tea", 1)]


def test_items_that_name_their_lines_are_not_merged() -> None:
    """Two lines of one article stay two lines, even in a dialect that merges articles."""
    assert names(item("mug", line="a"), item("mug", line="b"), merges=True) == ["mug", "mug-2"]


def test_a_kept_line_keeps_its_id() -> None:
    """A line keeps its id when others before it are removed, and when its quantity changes."""
    before = cart(item("mug", line="mug"), item("mug", line="mug-2"))
    assert names(item("mug", 5, line="mug-2"), before=before) == ["mug-2"]
    assert names(item("mug", 5), item("tea"), before=before) == ["mug", "tea"]


def test_a_line_of_another_article_is_not_kept() -> None:
    """An item that names a line of another article is a new line."""
    before = cart(item("mug", line="mug"))
    assert names(item("tea", line="mug"), before=before) == ["tea"]


def test_a_line_is_kept_once() -> None:
    """Of two items that name one line, the second is a new line."""
    before = cart(item("mug", line="mug"))
    assert names(item("mug", line="mug"), item("mug", line="mug"), before=before) == [
        "mug",
        "mug-2",
    ]


def test_a_part_names_the_line_of_its_bundle() -> None:
    """The bundle may be named as the client calls its line, or as the shop does."""
    items = (item("box", line="b1"), item("mug", parent="b1"), item("tea", parent="box"))
    named = name_lines(items, EMPTY_CART, merges_articles=False)
    assert [(each.line, each.parent) for each in named] == [
        ("box", None),
        ("mug", "box"),
        ("tea", "box"),
    ]


@pytest.mark.parametrize("parent", ["moon", "mug"])
def test_an_unknown_bundle_is_refused(parent: str) -> None:
    """A part of a line that does not exist, or that is a part itself, is refused with its position."""
    with pytest.raises(UnknownParent) as raised:
        names(item("box"), item("mug", parent="box"), item("tea", parent=parent))
    assert raised.value.place == 2


@given(
    before=st.lists(st.sampled_from("ab"), max_size=4),
    items=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["a", "b", "a-2", None]))),
    merges=st.booleans(),
)
def test_ids_are_unique(
    before: list[str], items: list[tuple[str, str | None]], merges: bool
) -> None:
    """No two lines have one id, whatever a client names."""
    old = name_lines([item(each) for each in before], EMPTY_CART, merges_articles=False)
    wanted = [item(article, line=line) for article, line in items]
    found = names(*wanted, before=cart(*old), merges=merges)
    assert len(set(found)) == len(found)


async def test_pieces_on_several_lines_leave_the_stock_together() -> None:
    """Two lines of one article take the sum of their pieces, and a shortage is found in the sum."""
    selling = SellingFixture()
    await selling.stock()
    session = await selling.open(("mug", 1))
    lines = (item("mug", 2, line="a"), item("mug", 3, line="b"))
    session = await selling.update(session, items=lines)
    assert [line.id for line in session.cart.lines] == ["mug", "mug-2"]
    await selling.complete(await selling.update(session, option="courier"))
    assert await selling.stock_left() == 5
    shortage = await selling.open(("mug", 1))
    shortage = await selling.update(
        shortage, items=(item("mug", 3, line="a"), item("mug", 3, line="b"))
    )
    assert {notice.article for notice in shortage.notices} == {"mug"}
