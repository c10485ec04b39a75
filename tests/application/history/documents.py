"""Hypothesis strategies for documents: states of checkouts, and JSON that a shop may store in one."""

from decimal import Decimal

from hypothesis import strategies as st

from application.history.primitives import Document, Value

# Only a few of each, so that two documents often have values in common.
names = st.sampled_from(["a", "b", "~", "/", "a/b~c", "", "0", "article", "#2"])
articles = st.sampled_from(["1", "2", "3", "1#2", "2#2", ""])
scalars: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 2),
    st.sampled_from([Decimal("1.0"), Decimal("1.00"), Decimal("2.5"), Decimal("1E+2")]),
    st.sampled_from(["", "x", "1", "\x00", "å"]),
)


def _nested(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    lists: st.SearchStrategy[Value] = st.lists(inner, max_size=4).map(list)
    objects: st.SearchStrategy[Value] = st.dictionaries(names, inner, max_size=4).map(dict)
    return lists | objects


values: st.SearchStrategy[Value] = st.recursive(scalars, _nested, max_leaves=8)
objects: st.SearchStrategy[Document] = st.dictionaries(names, values, max_size=4)


@st.composite
def lines(draw: st.DrawFn) -> Value:
    """A line of a cart."""
    line: Document = {
        "article": draw(articles),
        "description": draw(st.sampled_from(["Coffee", "Tea"])),
        "quantity": draw(st.sampled_from([Decimal(1), Decimal("2.5"), Decimal("2.50")])),
        "unit_price": draw(st.integers(0, 3)),
        "tax_rate": 2500,
        "total": draw(st.integers(0, 3)),
    }
    if draw(st.booleans()):
        line["sku"] = "s"
    return line


@st.composite
def fees(draw: st.DrawFn) -> Value:
    """A fee."""
    return {
        "kind": draw(st.sampled_from(["shipping", "invoice"])),
        "article": draw(articles),
        "description": "Parcel",
        "unit_price": draw(st.integers(0, 3)),
    }


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """The state of a checkout, with the fields that every document has."""
    maybe_text = st.sampled_from([None, "x", "y"])
    customer: Document = {"kind": "private"}
    return {
        "id": "checkout-1",
        "currency": "SEK",
        "stage": draw(st.sampled_from(["open", "suspended"])),
        "reference": draw(maybe_text),
        "cart": {"lines": draw(st.lists(lines(), max_size=5))},
        "fees": draw(st.lists(fees(), max_size=3)),
        "total": draw(st.integers(0, 3)),
        "agreed_total": draw(st.none() | st.integers(0, 3)),
        "metadata": draw(st.none() | objects),
        "customer": draw(st.sampled_from([None, customer])),
        "completed_at": draw(st.sampled_from([None, "2026-01-05T12:00:00Z"])),
        "settings": draw(objects),
    }
