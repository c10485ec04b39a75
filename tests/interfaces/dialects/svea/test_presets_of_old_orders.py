"""The personal presets in the settings of recorded orders are found in each form that an earlier version recorded."""

import json
from typing import Any

import pytest

from interfaces.dialects.svea.requests.presets import map_presets

PEPPOL = {"TypeName": "PeppolId", "Value": "0007:5567321707", "IsReadonly": False}
COMPANY = {"TypeName": "IsCompany", "Value": "true", "IsReadonly": True}
ABSENT = {"TypeName": "PostalCode", "Value": None, "IsReadonly": False}


def _text(**settings: Any) -> str:
    return json.dumps(settings, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            _text(PeppolId="0007:5567321707", PresetValues=[PEPPOL, COMPANY, ABSENT]),
            _text(PeppolId="x å", PresetValues=[{**PEPPOL, "Value": "x å"}, COMPANY, ABSENT]),
            id="presets",
        ),
        pytest.param(
            _text(PeppolId="0007:5567321707", ReadonlyPresets=[]),
            _text(PeppolId="x å", ReadonlyPresets=[]),
            id="before presets were recorded",
        ),
        pytest.param(
            _text(PeppolId=None, PresetValues=None),
            _text(PeppolId=None, PresetValues=None),
            id="none",
        ),
        pytest.param('{ "PartnerKey": null }', '{ "PartnerKey": null }', id="recurring order"),
        pytest.param("{}", "{}", id="empty"),
    ],
)
def test_each_personal_text_is_changed_where_it_is(before: str, after: str) -> None:
    """Names, order and all other values of the settings stay."""
    changed: list[tuple[str, str]] = []

    def change(name: str, text: str) -> str:
        changed.append((name, text))
        return "x å"

    assert map_presets(before, change) == after
    assert set(changed) <= {("settings.peppol_id", "0007:5567321707")}


def test_an_erased_text_is_null() -> None:
    """The types of the presets stay, so that a reader sees what was given."""
    before = _text(PeppolId="p", PresetValues=[PEPPOL, COMPANY])
    after = _text(PeppolId=None, PresetValues=[{**PEPPOL, "Value": None}, COMPANY])
    assert map_presets(before, lambda name, text: None) == after
