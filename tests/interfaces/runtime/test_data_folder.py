"""Where tillroll keeps its own PostgreSQL and keys: in a checkout, and installed."""

from pathlib import Path

import pytest

from interfaces.runtime.data_folder import default_data_folder, runs_in_checkout

_HOME = Path("/home/ada")


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({}, "linux", "/home/ada/.local/share/tillroll"),
        ({"XDG_DATA_HOME": "/data"}, "linux", "/data/tillroll"),
        ({"XDG_DATA_HOME": "data"}, "linux", "/home/ada/.local/share/tillroll"),
        ({}, "darwin", "/home/ada/Library/Application Support/tillroll"),
        ({"TILLROLL_DATA": "/srv/till", "XDG_DATA_HOME": "/data"}, "linux", "/srv/till"),
        ({"TILLROLL_DATA": ""}, "linux", "/home/ada/.local/share/tillroll"),
    ],
)
def test_an_installed_tillroll_keeps_the_users_data_folder(
    environment: dict[str, str], platform: str, folder: str
) -> None:
    """Installed, the folder does not depend on the working directory, and the environment can name another."""
    found = default_data_folder(environment, in_checkout=False, home=_HOME, platform=platform)
    assert found == Path(folder)


def test_a_checkout_keeps_var() -> None:
    """In a checkout the folder is `var` of the working directory, unless the environment names another."""
    assert runs_in_checkout()
    assert default_data_folder({}, in_checkout=True, home=_HOME) == Path("var")
    assert default_data_folder({"TILLROLL_DATA": "/x"}, in_checkout=True, home=_HOME) == Path("/x")
