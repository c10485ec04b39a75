"""What a patch between two documents promises."""

import copy

import jsonpatch
from hypothesis import given

from application.history.diff import NOTHING, Operation, patch
from application.history.primitives import Document, same
from tests.application.history.documents import documents, objects


def applied(before: Document, operations: list[Operation]) -> Document:
    """What somebody else's reading of RFC 6902 makes of it."""
    after: Document = jsonpatch.apply_patch(copy.deepcopy(before), operations)
    return after


def cart(*articles: str) -> Document:
    """A document with a cart of these articles."""
    return {"cart": {"lines": [{"article": article, "quantity": 1} for article in articles]}}


@given(documents(), documents())
def test_a_patch_turns_the_one_state_into_the_other(before: Document, after: Document) -> None:
    """Applied by a library that knows nothing of tillroll, it yields the later state digit by digit."""
    assert same(applied(before, patch(before, after)), after)


@given(objects, objects)
def test_a_patch_turns_any_json_object_into_any_other(before: Document, after: Document) -> None:
    """Whatever a shop keeps in its metadata can be patched, names with slashes and tildes included."""
    assert same(applied(before, patch(before, after)), after)


@given(documents(), documents())
def test_a_patch_is_empty_exactly_between_equal_states(before: Document, after: Document) -> None:
    """An event without changes has an empty patch, and no other event has."""
    assert (patch(before, after) == []) == same(before, after)
    assert patch(before, copy.deepcopy(before)) == []


@given(documents(), documents())
def test_a_patch_leaves_both_documents_as_they_are(before: Document, after: Document) -> None:
    """Explaining a change changes nothing."""
    known = copy.deepcopy((before, after))
    patch(before, after)
    assert (before, after) == known


def test_the_first_patch_adds_all_that_there_is() -> None:
    """Before its first event a checkout is an empty object."""
    assert patch(NOTHING, {"id": "1", "reference": None}) == [
        {"op": "add", "path": "/id", "value": "1"},
        {"op": "add", "path": "/reference", "value": None},
    ]


def test_a_line_that_is_taken_out_is_one_removal() -> None:
    """The lines after it only move up."""
    assert patch(cart("1", "2", "3"), cart("2", "3")) == [{"op": "remove", "path": "/cart/lines/0"}]


def test_a_line_that_changes_while_another_goes_is_still_the_same_line() -> None:
    """Article 2 is followed although it stands where article 1 stood."""
    after = cart("2")
    after["cart"]["lines"][0]["quantity"] = 5  # type: ignore[index, call-overload]
    assert patch(cart("1", "2"), after) == [
        {"op": "remove", "path": "/cart/lines/0"},
        {"op": "replace", "path": "/cart/lines/0/quantity", "value": 5},
    ]


def test_a_line_that_gives_way_to_another_article_is_replaced_whole() -> None:
    """Nobody is told that one article turned into another field by field."""
    assert patch(cart("1"), cart("9")) == [
        {"op": "replace", "path": "/cart/lines/0", "value": {"article": "9", "quantity": 1}}
    ]


def test_true_and_one_are_different_and_so_are_two_spellings_of_a_number() -> None:
    """Python takes 1, 1.0 and true for equal, and an exact record may not."""
    assert patch({"a": 1}, {"a": True}) == [{"op": "replace", "path": "/a", "value": True}]
    assert patch({"a": True}, {"a": 1}) == [{"op": "replace", "path": "/a", "value": 1}]
