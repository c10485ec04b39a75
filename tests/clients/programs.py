"""The generators, the compiler and the linter, which `make tools` installs, and the document that they read."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.interfaces.http.openapi.whole_document import whole_document

ROOT = Path(__file__).parents[2]
NODE_MODULES = ROOT / "clients" / "tools" / "node_modules"
_NODE = NODE_MODULES / ".bin"
_PYTHON = ROOT / ".tools" / "bin"
_MISSING = "is not installed: run `make tools`, which needs npm"


def node_program(name: str) -> Path:
    """Return a program of a package of npm. Skips the test where it is not installed."""
    if not (_NODE / name).exists() or shutil.which("node") is None:
        pytest.skip(f"{name} {_MISSING}")
    return _NODE / name


def python_program(name: str) -> Path:
    """Return a program of a package of Python. Skips the test where it is not installed."""
    if not (_PYTHON / name).exists():
        pytest.skip(f"{name} {_MISSING}")
    return _PYTHON / name


def write_document(folder: Path) -> Path:
    """Write the document of every API into `folder`."""
    written = folder / "openapi.json"
    written.write_text(json.dumps(whole_document()))
    return written


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end. Its output and its errors are in `stdout`."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(cwd), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
