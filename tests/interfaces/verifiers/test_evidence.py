"""The Python verifier, with whole and changed evidence."""

from pathlib import Path

import pytest

from interfaces.verifiers.terminal.command import main
from tests.interfaces.verifiers.cases import CASES
from tests.interfaces.verifiers.changes import VerifierCase


def arguments(case: VerifierCase, folder: Path) -> list[str]:
    """Writes the files of a case, and returns the arguments that name them."""
    files = {**case.files, "policy": case.policy}
    extra: list[str] = []
    if case.kept is not None:
        files["kept"], extra = case.kept[0], ["--pinned", str(folder / "kept")]
        if case.kept[1] is not None:
            files["kept.consistency"] = case.kept[1]
            extra += ["--consistency", str(folder / "kept.consistency")]
    for name, octets in files.items():
        (folder / name).write_bytes(octets)
    return [
        *(str(folder / name) for name in case.files),
        "--policy",
        str(folder / "policy"),
        *extra,
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict(
    case: VerifierCase, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The exit code is that of the evidence, and a line says why."""
    exit_code = main(arguments(case, tmp_path))

    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert case.line in "\n".join(lines)
    assert exit_code == case.exit_code
    assert (
        lines[-1].split(":")[0].rstrip(".")
        == ("Proven", "Disproven", "Not enough to say")[exit_code]
    )
