"""The lock of an installation is a part of the lock that the tests ran with."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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


def test_an_installation_has_every_dependency() -> None:
    """The lock for installations pins each dependency that the package and its build name, at a version they allow."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["build"]]
    pinned = dict(each.split("==") for each in _pinned("deployment/requirements.lock"))
    for requirement in map(Requirement, named):
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)])
