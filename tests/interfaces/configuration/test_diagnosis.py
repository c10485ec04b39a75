"""What `tillroll doctor` says of a configuration and its files."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from interfaces.configuration.diagnosis.findings import Surroundings, configuration_findings
from interfaces.configuration.diagnosis.secrets import is_guessable
from interfaces.configuration.diagnosis.structure import structure_faults
from interfaces.configuration.initial.drawing import NewInstallation, draw_configuration
from interfaces.configuration.initial.files import write_installation
from interfaces.runtime.diagnostic import Diagnostic, Level

_FAULTY = b"""
demo = "yes"
colour = "blue"
[serving]
most_under_way = 0
[[merchants]]
id = "a"
[[merchants]]
id = "b"
name = 3
[[history_keys]]
name = "auditor"
key = "x"
merchants = "all"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A new configuration with a ledger."""
    about = NewInstallation(
        merchant_id="tea",
        merchant_name="Tea",
        destroyed_keys_file=str(tmp_path / "destroyed.ndjson"),
        ledger_origin="tea.example",
        demo=False,
    )
    text = draw_configuration(about).text
    return write_installation(tmp_path, text, with_ledger=True, overwrite=False).configuration


def _examine(file: Path | None, *, production: bool = True) -> Sequence[Diagnostic]:
    around = Surroundings(file=file, data=None, environment={}, production=production)
    return list(configuration_findings(around))


def _bad(found: Sequence[Diagnostic]) -> list[tuple[Level, str]]:
    assert all(each.remedy for each in found if each.level is not Level.GOOD)
    return [(each.level, each.sentence) for each in found if each.level is not Level.GOOD]


def test_every_fault_of_the_structure_is_found() -> None:
    """Each section and each element of a list has a sentence with its path, not the first one only."""
    assert list(structure_faults(_FAULTY)) == [
        "demo: Expected `bool`, got `str`.",
        "There is no setting colour.",
        "serving.most_under_way: Expected `int` >= 1.",
        "merchants[0]: Object missing required field `name`.",
        "merchants[1].name: Expected `str`, got `int`.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"demo = ", "The file is not TOML: "),
        (b"\xff", "The file is not text in UTF-8."),
        (b"demo = true", "The setting merchants is missing."),
    ],
)
def test_a_file_that_cannot_be_read_has_one_fault(content: bytes, sentence: str) -> None:
    """A file that is no TOML, and one without merchants, are told in a sentence."""
    [fault] = structure_faults(content)
    assert fault.startswith(sentence)


def test_a_new_configuration_has_no_problem(file: Path) -> None:
    """In production only the secret of the signature is in clear, and nothing is to be mended."""
    assert _bad(_examine(file)) == []


def test_every_broken_rule_is_found(file: Path) -> None:
    """All checks of the start are made, also after one that fails."""
    text = file.read_text().replace('id = "tea"', 'id = "tea shop"', 1)
    text = text.replace('name = "disputes"', 'name = "disputes"\n# again', 1)
    text = text.replace('merchants = "all"', 'merchants = ["other"]', 1)
    file.write_text(text.replace("[serving]\n", '[serving]\ntrusted_proxies = ["0.0.0.0/0"]\n'))
    sentences = " ".join(sentence for _, sentence in _bad(_examine(file)))
    for part in ("merchants[0].id must be", "trusted_proxies", "there is no such merchant"):
        assert part in sentences


def test_modes_and_missing_files_are_found(file: Path, tmp_path: Path) -> None:
    """Files that others can read, a lost key of the ledger and a lost master key are problems."""
    file.chmod(0o644)
    (tmp_path / "ledger.key").unlink()
    (tmp_path / "master.key").chmod(0o640)
    sentences = [sentence for level, sentence in _bad(_examine(file)) if level is Level.PROBLEM]
    assert len(sentences) == 3
    for part in (f"change {file} (mode 644)", "ledger.key", "master.key"):
        assert sum(part in each for each in sentences) == 1


def test_secrets_in_clear_and_of_persons_are_found(file: Path) -> None:
    """A secret with a word is named by its path and not shown, and one that could be a hash is counted."""
    text = file.read_text()
    start = text.index('payment_keys = ["') + len('payment_keys = ["')
    secret = "my-secret-for-payments-2026-11-29"
    end = text.index('"', start)
    file.write_text(text[:start] + secret + text[end:])
    found = _bad(_examine(file))
    assert [level for level, _ in found] == [Level.WARNING, Level.WARNING]
    assert "merchants[0].payment_keys[0]" in found[0][1]
    assert found[1][1].startswith("1 secrets that are only compared")
    assert not any(secret in sentence for _, sentence in found)


@pytest.mark.parametrize(
    ("secret", "guessable"),
    [
        ("a" * 40, True),
        ("0123456789-Password-0123456789", True),
        ("R-7APRvD5T4kieSLCq3TLY0wDaV9r56BeruQj5O60Nk", False),
        ("sha256:" + "0" * 64, False),
    ],
)
def test_a_guessable_secret_is_recognised(secret: str, guessable: bool) -> None:
    """Few different characters and well-known words are guessable; a hash says nothing of its secret."""
    assert is_guessable(secret) is guessable


def test_the_demo_is_a_problem_in_production_only() -> None:
    """Without a file the configuration is the demo's, which production refuses."""
    assert [level for level, _ in _bad(_examine(None))] == [Level.PROBLEM]
    assert Level.WARNING in [level for level, _ in _bad(_examine(None, production=False))]


def test_the_folder_of_destroyed_keys_may_be_missing(file: Path, tmp_path: Path) -> None:
    """The server makes it. A file in the place of a folder is a problem."""
    text = file.read_text("utf-8")
    listed = str(tmp_path / "destroyed.ndjson")
    file.write_text(text.replace(listed, str(tmp_path / "absent" / "too" / "keys")), "utf-8")
    assert not [each for each in _bad(_examine(file)) if "erased" in each[1]]
    blocking = tmp_path / "file"
    blocking.touch(0o400)
    file.write_text(text.replace(listed, str(blocking / "keys")), "utf-8")
    assert [each for each in _bad(_examine(file)) if "erased" in each[1]]
