"""One server with two shops, for all tests of the folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.system.access.shops import Shops
from tests.system.access.two_shops import two_shops


@pytest.fixture(scope="package")
def shops(
    database_copies: Databases, migrated_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shops]:
    """Both shops."""
    folder: Path = tmp_path_factory.mktemp("shops")
    with (
        database_copies.copy(migrated_database) as url,
        two_shops(url, folder) as running,
    ):
        yield running
