"""`verify.py` alone in an empty folder, without the packages of this environment."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from interfaces.verifiers.bundle import verifier_script
from tests.interfaces.verifiers.changed_heads import HEADS
from tests.interfaces.verifiers.changes import PACK, VerifierCase, without
from tests.interfaces.verifiers.pack import POLICY, with_manifest, zipped
from tests.interfaces.verifiers.test_evidence import arguments
from tests.interfaces.verifiers.whole_evidence import WHOLE


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("alone") / "verify.py"
    path.write_text(verifier_script(), encoding="utf-8")
    return path


def verify(script: Path, *given: str) -> subprocess.CompletedProcess[str]:
    """Runs the script isolated: no packages, no environment, and warnings are errors."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", str(script), *given],
        cwd=script.parent,
        env={},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "case", [WHOLE[0], WHOLE[2], HEADS[0], HEADS[4]], ids=lambda case: case.name
)
def test_the_script_alone(case: VerifierCase, script: Path, tmp_path: Path) -> None:
    """The script proves, disproves and cannot say, with nothing but Python, and prints nothing else."""
    ran = verify(script, *arguments(case, tmp_path))

    assert (ran.returncode, ran.stderr) == (case.exit_code, "")
    assert case.line in ran.stdout


def test_a_pack_as_a_folder(script: Path, tmp_path: Path) -> None:
    """A pack that was unpacked is read from its folder, with all steps as from the ZIP file."""
    (tmp_path / "policy").write_bytes(POLICY)
    (tmp_path / "pack.zip").write_bytes(zipped(with_manifest(PACK)))
    for path, octets in with_manifest(PACK).items():
        file = tmp_path / "unpacked" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(octets)

    policy = ["--policy", str(tmp_path / "policy")]
    ran = verify(script, str(tmp_path / "unpacked"), *policy)

    assert ran.returncode == 0
    assert ran.stdout == verify(script, str(tmp_path / "pack.zip"), *policy).stdout


@pytest.mark.parametrize(
    "given", [[], ["pack.zip"], ["missing.zip", "--policy", "missing"], ["--unknown"]]
)
def test_arguments_that_name_nothing(given: list[str], script: Path) -> None:
    """Without a pack, or without a policy, there is not enough to say: the exit code is 2."""
    ran = verify(script, *given)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr != ""


def test_a_text_that_a_terminal_would_obey(script: Path, tmp_path: Path) -> None:
    """Characters that a terminal obeys, or that turn the direction of a text, are not printed."""
    files = {**without(), "\u202egpj.\x1b[2J\x9b.txt": b""}
    (tmp_path / "policy").write_bytes(POLICY)
    (tmp_path / "pack.zip").write_bytes(zipped(with_manifest(files)))

    ran = verify(script, str(tmp_path / "pack.zip"), "--policy", str(tmp_path / "policy"))

    assert "\ufffdgpj.\ufffd[2J\ufffd.txt" in ran.stdout
    assert not set("\u202e\x1b\x9b") & set(ran.stdout)


def test_the_script_needs_no_newer_python(script: Path) -> None:
    """The script is in the grammar of Python 3.9, and imports modules of the standard library only."""
    tree = ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 9))

    modules = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
        )
    }
    assert modules <= sys.stdlib_module_names
