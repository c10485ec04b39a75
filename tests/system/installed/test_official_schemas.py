"""The files in deployment/ fit the schemas of Kubernetes, of Compose and of Grafana, and the unit those of systemd."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.clients.programs import ROOT, python_program, run

_FOLDER = ROOT / "deployment"
_TYPES = Path(__file__).with_name("grafana_types.py")


def _misspelt(name: str, right: str, wrong: str, folder: Path) -> Path:
    """A copy of a file in which one name is misspelt."""
    text = (_FOLDER / name).read_text()
    assert right in text
    file = folder / Path(name).name
    file.write_text(text.replace(right, wrong, 1))
    return file


def test_every_object_fits_kubernetes(tmp_path: Path) -> None:
    """Each object has the fields of its kind in Kubernetes, and a misspelt one is found."""
    validate = python_program("kubernetes-validate")
    valid = run(validate, "--strict", _FOLDER / "kubernetes.yaml", cwd=tmp_path)
    assert valid.returncode == 0, valid.stdout
    assert valid.stdout.count(" passed for resource ") == 5
    wrong = _misspelt("kubernetes.yaml", "readinessProbe", "readynessProbe", tmp_path)
    found = run(validate, "--strict", wrong, cwd=tmp_path)
    assert (found.returncode, "readynessProbe" in found.stdout) == (1, True), found.stdout


def test_the_services_fit_compose(tmp_path: Path) -> None:
    """Compose reads the file with a password, asks for a missing one, and finds a misspelt setting."""
    # The program of the package ends with 0 whatever Compose ends with, so its output says whether it is well.
    compose, file = python_program("docker-compose"), str(_FOLDER / "compose.yaml")
    read = run(compose, "-f", file, "config", "--quiet", cwd=tmp_path, POSTGRES_PASSWORD="x")
    assert read.stdout == ""
    asked = run(compose, "-f", file, "config", "--quiet", cwd=tmp_path)
    assert "Set it in the file .env" in asked.stdout
    wrong = str(_misspelt("compose.yaml", "read_only", "readonly", tmp_path))
    found = run(compose, "-f", wrong, "config", "--quiet", cwd=tmp_path, POSTGRES_PASSWORD="x")
    assert "additional properties 'readonly' not allowed" in found.stdout


def test_the_dashboard_fits_grafana(tmp_path: Path) -> None:
    """Grafana's types know every setting of the dashboard, and a misspelt one is found."""
    python_program("kubernetes-validate")  # has been installed together with the types
    python = python_program("python")
    known = run(python, _TYPES, _FOLDER / "grafana" / "tillroll.json", cwd=tmp_path)
    assert (known.returncode, known.stdout) == (0, "")
    wrong = _misspelt("grafana/tillroll.json", '"legendFormat"', '"legendFormta"', tmp_path)
    found = run(python, _TYPES, wrong, cwd=tmp_path)
    assert (found.returncode, "legendFormta is not a setting" in found.stdout) == (1, True)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    """`systemd-analyze verify` knows every setting; the command is one that this machine has."""
    unit = tmp_path / "tillroll.service"
    text = (_FOLDER / "tillroll.service").read_text()
    unit.write_text(text.replace("/opt/tillroll/bin/tillroll", shutil.which("true") or "/bin/true"))
    command = ["systemd-analyze", "verify", "--man=no", str(unit)]
    verified = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
