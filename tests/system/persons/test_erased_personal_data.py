"""After the erasure of a person nothing has the data, and every API answers without it."""

import json

import pytest

from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.ucp.schemas import validate_checkout, validate_order
from tests.system.persons.conftest import Planted
from tests.system.persons.planted import email, found_in

ERASED = "(erased 2026-11-29T10:00:00Z)"
CONFLICTS = (409, 422)


@pytest.mark.parametrize("place", ["files", "rows", "history", "log"])
def test_no_personal_data_is_in_clear_after_the_erasure(planted: Planted, place: str) -> None:
    """No file, row, export and log has a text of a person."""
    assert planted.after[place] == []


def test_the_index_of_persons_is_empty(planted: Planted) -> None:
    """No row of the index is left when every key is destroyed, of refused requests neither."""
    assert planted.index_rows == 0


@pytest.mark.parametrize("part", ["", "/events", "/blame", "/timeline"])
def test_the_history_says_when_a_person_was_erased(planted: Planted, part: str) -> None:
    """Every checkout's history has the time of the erasure in place of each text, also for an auditor."""
    for each in planted.checkouts:
        answer = planted.erased[f"history {part} {each.checkout_id}"]
        assert answer.status_code == 200
        assert found_in(answer.content) == []
        assert ERASED in answer.text
        assert "(sealed " not in answer.text
        assert "sealed2:" not in answer.text


def test_dialects_answer_without_the_person(planted: Planted) -> None:
    """Each dialect reads the current and a past version of its checkout without the person."""
    for each in planted.checkouts:
        for kind in ("read", "read past"):
            answer = planted.erased[f"{kind} {each.checkout_id}"]
            assert answer.status_code == 200, answer.text
            assert found_in(answer.content) == []
            assert "sealed" not in answer.text
            assert "erased" not in answer.text


def test_a_retry_is_not_answered_with_erased_data(planted: Planted) -> None:
    """The stored response to a creation is gone, so a retry with its key is refused as a conflict."""
    for each in planted.checkouts:
        retry = planted.erased.get(f"retry {each.checkout_id}")
        if retry is None:
            continue
        assert retry.status_code in CONFLICTS, retry.text
        assert found_in(retry.content) == []
        assert "erased" in retry.text


def test_a_new_person_is_shown_after_the_erasure(planted: Planted) -> None:
    """An open session takes a new buyer, who is sealed with a new key and shown."""
    assert len(planted.open_sessions) == 5
    for each in planted.open_sessions:
        assert planted.erased[f"update {each.checkout_id}"].status_code == 200
        again = planted.erased[f"read again {each.checkout_id}"]
        assert email("again") in again.text


def test_an_erased_person_is_not_listed(planted: Planted) -> None:
    """A list of the sessions of an erased e-mail address is empty, and the whole list has the sessions."""
    assert planted.listed["after"] == []
    assert json.loads(planted.answers["whole list"])["data"] != []
    assert email("agentopen") not in planted.answers["whole list"]


def test_platforms_get_valid_answers_about_erased_persons(planted: Planted) -> None:
    """The checkout is valid in its schema without its buyer and address, now and in the past, and so is the order."""
    checkouts = [each for each in planted.checkouts if each.dialect.startswith("ucp ")]
    assert {each.token for each in checkouts} == set(SUPPORTED)
    for each in checkouts:
        for kind in ("read", "read past"):
            validate_checkout(each.token, planted.erased[f"{kind} {each.checkout_id}"].json())
        if each.order:
            order = planted.erased[f"order {each.checkout_id}"]
            validate_order(each.token, order.json())
            assert found_in(order.content) == []


def test_webhooks_are_sent_without_erased_persons(planted: Planted) -> None:
    """One that waited at the erasure, and one of a later shipment, are valid orders without the person."""
    assert sorted(version for version, _ in planted.webhooks) == sorted(SUPPORTED * 2)
    for version, body in planted.webhooks:
        validate_order(version, json.loads(body))
        assert found_in(body) == []


def test_erased_addresses_are_not_offered(planted: Planted) -> None:
    """The address book has the address of a buyer before the erasure and nothing after it."""
    assert planted.known_addresses == {"before": ["Qzplantknowncity"], "after": []}
