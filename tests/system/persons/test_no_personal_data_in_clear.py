"""No personal text is in clear outside of the responses that show it, before any erasure."""

import pytest

from tests.system.persons.conftest import Planted


@pytest.mark.parametrize("place", ["files", "rows", "history", "commands", "log"])
def test_no_personal_data_is_in_clear(planted: Planted, place: str) -> None:
    """Files, rows, exports, commands and logs have no text of a person, and the files have those of the shop."""
    assert planted.before[place] == []
    assert planted.finds_shops_own


def test_no_error_repeats_personal_data(planted: Planted) -> None:
    """The response to an invalid body does not repeat the value that was refused."""
    assert planted.echoes == []


def test_no_request_failed(planted: Planted) -> None:
    """No request was answered with 5xx, before the erasure or after it."""
    assert planted.failures == []
