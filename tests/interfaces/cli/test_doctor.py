"""`tillroll doctor`: what it prints, and its exit status."""

import json
from pathlib import Path

import pytest

from tests.interfaces.cli.conftest import Tillroll


@pytest.fixture(autouse=True)
def _other_port(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORT", "0")
    monkeypatch.setenv("TILLROLL_DATA", str(tmp_path / "data"))


def test_findings_are_sentences_by_part(tillroll: Tillroll) -> None:
    """A machine without an installation has no problem; nothing is made in the data folder."""
    result = tillroll("doctor")
    parts = [line for line in result.output.splitlines() if line and not line.startswith(" ")]
    assert parts[:3] == ["Machine", "Configuration", "Database"]
    assert "There is no database in" in result.output


def test_a_problem_is_status_1_and_in_the_document(tillroll: Tillroll, tmp_path: Path) -> None:
    """The document has each finding with its part, level and remedy, and counts the problems."""
    file = tmp_path / "tillroll.toml"
    file.write_text("[[merchants]]\nid = 3\n")
    result = tillroll(
        "doctor",
        *("-o", "json", "--config", str(file)),
        database="postgresql://nobody@127.0.0.1:1/nowhere",
    )
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    problems = [each for each in found["findings"] if each["level"] == "problem"]
    assert found["problems"] == len(problems) >= 2
    assert {each["part"] for each in problems} >= {"configuration", "database"}
    assert all(each["remedy"] for each in problems)
