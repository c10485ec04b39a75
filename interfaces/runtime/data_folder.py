"""The folder of what tillroll keeps on the machine: its own PostgreSQL, the master key, the list of destroyed keys.

A checkout of the source keeps `var` in the working directory. An installed tillroll keeps the user's data folder (XDG
Base Directory Specification 0.8; on macOS `~/Library/Application Support`), whatever the working directory is. Nothing
is written where the packages are installed.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

DATA: Final = "TILLROLL_DATA"
"""The environment variable that names another folder."""
CHECKOUT_FOLDER: Final = Path("var")
_NAME: Final = "tillroll"


def default_data_folder(
    environment: Mapping[str, str], *, in_checkout: bool, home: Path, platform: str = sys.platform
) -> Path:
    """Return the folder that the environment names, or the usual one. It may be absent."""
    if named := environment.get(DATA):
        return Path(named)
    if in_checkout:
        return CHECKOUT_FOLDER
    if platform == "darwin":
        return home / "Library" / "Application Support" / _NAME
    base = Path(environment.get("XDG_DATA_HOME", ""))
    # The specification: a relative path is invalid and ignored.
    return (base if base.is_absolute() else home / ".local" / "share") / _NAME


def runs_in_checkout() -> bool:
    """Return whether this code is a checkout of the source, and not installed packages."""
    root = Path(__file__).resolve().parents[2]
    return (root / "pyproject.toml").is_file() and (root / "Makefile").is_file()


def data_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of this process. Raises RuntimeError where the user has no home."""
    return default_data_folder(
        environment, in_checkout=runs_in_checkout(), home=Path("~").expanduser()
    )
