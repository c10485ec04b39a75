"""Files in which a person confirms what no record has."""

from datetime import date
from pathlib import Path

import pytest

from application.evidence.confirmation import ConfirmedPrior, ConfirmedPurchase
from interfaces.evidence.confirmation_body import UnreadableConfirmation, read_confirmation

TOML = """
dispute_date = 2026-11-28
merchandise_or_services = "merchandise"
disputed = { device_id = "0123456789abcdef" }
[[priors]]
checkout = "c-1"
charge = "ch_1"
same_card = true
settled = true
undisputed = true
"""
JSON = """{"dispute_date": "2026-11-28", "merchandise_or_services": "merchandise",
"disputed": {"device_id": "0123456789abcdef"},
"priors": [{"checkout": "c-1", "charge": "ch_1", "same_card": true, "settled": true, "undisputed": true}]}"""


@pytest.mark.parametrize(("name", "text"), [("confirm.toml", TOML), ("confirm.json", JSON)])
def test_both_forms(tmp_path: Path, name: str, text: str) -> None:
    """TOML and JSON say the same."""
    path = tmp_path / name
    path.write_text(text)

    found = read_confirmation(path)

    assert found.dispute_date == date(2026, 11, 28)
    assert found.disputed == ConfirmedPurchase(device_id="0123456789abcdef")
    assert found.prior("c-1") == ConfirmedPrior(
        checkout="c-1", charge="ch_1", same_card=True, settled=True, undisputed=True
    )
    assert found.prior("c-2") is None


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.toml", "cards = 1", "a.toml: cards: Extra inputs are not permitted."),
        ("a.toml", 'disputed = { device_id = "short" }', "a.toml: disputed.device_id: "),
        ("a.toml", "[[priors]]\nsame_card = 1", "a.toml: priors.0.same_card: "),
        ("a.toml", "not toml", "a.toml: "),
        ("a.json", "{", "a.json: "),
        ("a.json", "[]", "a.json: the file: "),
    ],
)
def test_wrong_files(tmp_path: Path, name: str, text: str, fault: str) -> None:
    """The message names the file and the member."""
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(UnreadableConfirmation) as raised:
        read_confirmation(path)
    assert str(raised.value).startswith(fault)
