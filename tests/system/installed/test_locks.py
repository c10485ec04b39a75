"""The lock of an installation is a part of the lock that the tests ran with."""

import re
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
_PINNED = re.compile(r"^([A-Za-z0-9._-]+(?:\[[a-z,]+\])?==\S+)(?: ;.*?)? \\$", re.MULTILINE)


def _pinned(file: str) -> set[str]:
    return set(_PINNED.findall((_ROOT / file).read_text()))


def test_an_installation_has_the_versions_that_were_tested() -> None:
    """Each version in the lock for installations is in the other lock, which has the tools of development besides."""
    installed, tested = _pinned("deployment/requirements.lock"), _pinned("requirements.lock")
    assert installed < tested
    assert any(each.startswith("hatchling==") for each in installed)
    assert not any(each.startswith("pytest==") for each in installed)
