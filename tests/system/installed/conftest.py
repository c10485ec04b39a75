"""A wheel of this checkout, installed into an environment that knows neither the checkout nor an editable install."""

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Installed:
    """The environment in `folder`, the user's home beside it, and the wheel."""

    folder: Path
    home: Path
    wheel: Path

    @property
    def tillroll(self) -> Path:
        """The command."""
        return self.folder / "bin" / "tillroll"

    @property
    def packages(self) -> Path:
        """The folder of the installed packages."""
        return next(self.folder.glob("lib/python3*/site-packages"))

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables of a user without settings for tillroll."""
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.home), "PYTHONUNBUFFERED": "1"}

    def run(self, *arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the command and wait for its end."""
        return subprocess.run(
            [self.tillroll, *arguments],
            cwd=cwd,
            env=self.environment | more,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="session")
def installed() -> Iterator[Installed]:
    """Build the wheel and install it without its dependencies, which are those of the tested environment.

    A line in a `.pth` file puts a folder on the path, and does not read the `.pth` files in it, so the editable install
    of the tested environment is not seen.
    """
    # Not pytest's own temp folder, which is closed to the account of the embedded PostgreSQL.
    with TemporaryDirectory(prefix="tillroll-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
        subprocess.run([*build, str(folder / "dist")], cwd=_ROOT, check=True, capture_output=True)
        [wheel] = folder.glob("dist/*.whl")
        environment, home = folder / "venv", folder / "home"
        home.mkdir()
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
        pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python")]
        options = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", *options, str(wheel)], check=True)
        result = Installed(environment, home, wheel)
        tested = sysconfig.get_path("purelib")
        (result.packages / "dependencies.pth").write_text(f"{tested}\n")
        yield result
