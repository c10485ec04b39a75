"""Which modules can be put together into one file."""

from pathlib import Path

import pytest

from interfaces.verifiers import bundle


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose modules `one` and `two` are put together."""
    monkeypatch.setattr(bundle, "MODULES", ("application.x.one", "application.x.two"))
    monkeypatch.setattr(bundle, "files", lambda _: tmp_path)
    return tmp_path


def write(folder: Path, one: str, two: str) -> None:
    for name, body in (("one", one), ("two", two)):
        (folder / f"{name}.py").write_text(
            f'"""A module."""\n\nfrom __future__ import annotations\n\n{body}\n'
        )


def test_modules_that_fit(modules: Path) -> None:
    """The definitions come one after another, below one set of imports, and remarks stay."""
    write(
        modules,
        "import json\n\n# A remark.\nA = json.dumps(1)",
        "from application.x.one import A\n\nB = A * 2",
    )

    script = bundle.verifier_script()

    assert "application.x.one import" not in script
    assert script.count("import json\n") == 1
    assert "# A remark.\nA = json.dumps(1)\n" in script
    names: dict[str, object] = {}
    exec(script.replace(bundle._TAIL, ""), names)
    assert names["B"] == "11"


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        ("A = 1", "A = 2", "A is defined in"),
        ("def a(): ...", "class a: ...", "a is defined in"),
        ("A: int = 1", "A, B = 1, 2", "A is defined in"),
        ("from application.x.two import B\n\nA = 1", "B = 1", "does not come before"),
        ("A = 1", "from application.y import C\n\nB = 1", "does not come before"),
        ("A = 1", "from application.x.one import A as C\n\nB = 1", "as another"),
    ],
)
def test_modules_that_do_not_fit(one: str, two: str, reason: str, modules: Path) -> None:
    """Two modules with one name, and imports that a single file cannot have, are refused."""
    write(modules, one, two)

    with pytest.raises(bundle.UnfitModule, match=reason):
        bundle.verifier_script()
