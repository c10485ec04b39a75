"""How long the customer's page shows a receipt: two weeks, or as configured."""

from datetime import timedelta
from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused

_MERCHANT = '[[merchants]]\nid = "shop"\nname = "A shop"\n'


def _receipt_kept_for(file: Path, text: str) -> timedelta:
    file.write_text(f"{text}\n{_MERCHANT}")
    return load_configuration(file, production=False).checkout.receipt_kept_for


def test_a_receipt_is_shown_for_two_weeks(tmp_path: Path) -> None:
    """No setting is needed."""
    assert _receipt_kept_for(tmp_path / "c.toml", "") == timedelta(days=14)


def test_the_time_can_be_configured(tmp_path: Path) -> None:
    """In whole days, from 1 to 3,650."""
    for days in (1, 3650):
        text = f"[checkout]\nreceipt_days = {days}"
        assert _receipt_kept_for(tmp_path / "c.toml", text) == timedelta(days=days)


@pytest.mark.parametrize("value", ["0", "-1", "3651", "1.5", '"14"'])
def test_another_time_is_refused(tmp_path: Path, value: str) -> None:
    """The message names the setting."""
    with pytest.raises(ConfigurationRefused, match="receipt_days"):
        _receipt_kept_for(tmp_path / "c.toml", f"[checkout]\nreceipt_days = {value}")
