"""`make audit` reports an embedded PostgreSQL without the latest fixes."""

import pytest

from interfaces.storage.postgres.embedded.version import older_server


def test_an_older_minor_version_is_reported() -> None:
    """The message names both versions."""
    fault = older_server("postgres (PostgreSQL) 18.4\n", 180006)
    assert fault is not None
    assert "is 18.4, and 18.6 is out" in fault


@pytest.mark.parametrize("libpq", [180006, 180004, 170009, 190001])
def test_a_current_version_is_not_reported(libpq: int) -> None:
    """Only a libpq of the same major version is compared."""
    assert older_server("postgres (PostgreSQL) 18.6\n", libpq) is None
