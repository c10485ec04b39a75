"""JSON patches between two documents."""

import copy

import jsonpatch
from hypothesis import given

from application.history.patches.documents import NOTHING, Operation, patch
from application.history.primitives import Document, same
from tests.application.history.documents import documents, objects


def applied(before: Document, operations: list[Operation]) -> Document:
    """Apply the patch with another implementation of RFC 6902."""
    after: Document = jsonpatch.apply_patch(copy.deepcopy(before), operations)
    return after


def cart(*articles: str) -> Document:
    """A document with a cart of these articles."""
    return {"cart": {"lines": [{"article": article, "quantity": 1} for article in articles]}}


@given(documents(), documents())
def test_a_patch_converts_one_state_to_the_other(before: Document, after: Document) -> None:
    """Applied by another library, the patch yields the later state with all digits."""
    assert same(applied(before, patch(before, after)), after)


@given(objects, objects)
def test_a_patch_converts_any_json_object_to_any_other(before: Document, after: Document) -> None:
    """Metadata of any shape can be patched, including names with slashes and tildes."""
    assert same(applied(before, patch(before, after)), after)


@given(documents(), documents())
def test_a_patch_is_empty_only_between_equal_states(before: Document, after: Document) -> None:
    """The patch of equal documents is empty, and no other patch is."""
    assert (patch(before, after) == []) == same(before, after)
    assert patch(before, copy.deepcopy(before)) == []


@given(documents(), documents())
def test_a_patch_changes_neither_document(before: Document, after: Document) -> None:
    """Computing a patch leaves both documents unchanged."""
    known = copy.deepcopy((before, after))
    patch(before, after)
    assert (before, after) == known


def test_the_first_patch_adds_every_field() -> None:
    """Before its first event a checkout is an empty object."""
    assert patch(NOTHING, {"id": "1", "reference": None}) == [
        {"op": "add", "path": "/id", "value": "1"},
        {"op": "add", "path": "/reference", "value": None},
    ]


def test_a_removed_line_is_one_operation() -> None:
    """The lines after a removed one are not part of the patch."""
    assert patch(cart("1", "2", "3"), cart("2", "3")) == [{"op": "remove", "path": "/cart/lines/0"}]


def test_a_line_that_moves_and_changes_is_the_same_line() -> None:
    """A line is identified by its article, although its index changes."""
    after = cart("2")
    after["cart"]["lines"][0]["quantity"] = 5  # type: ignore[index, call-overload]
    assert patch(cart("1", "2"), after) == [
        {"op": "remove", "path": "/cart/lines/0"},
        {"op": "replace", "path": "/cart/lines/0/quantity", "value": 5},
    ]


def test_a_line_with_another_article_is_replaced() -> None:
    """A line whose article changes is replaced as a whole, and not field by field."""
    assert patch(cart("1"), cart("9")) == [
        {"op": "replace", "path": "/cart/lines/0", "value": {"article": "9", "quantity": 1}}
    ]


def test_true_and_one_are_different_values() -> None:
    """Python considers 1 and true equal, and a patch does not."""
    assert patch({"a": 1}, {"a": True}) == [{"op": "replace", "path": "/a", "value": True}]
    assert patch({"a": True}, {"a": 1}) == [{"op": "replace", "path": "/a", "value": 1}]
