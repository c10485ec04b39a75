"""A primary with a standby, which the tests of reads at a replica share."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interfaces.storage.replication.servers import Pair, running_pair


@pytest.fixture(scope="package")
def read_pair() -> Iterator[Pair]:
    """A pair whose servers keep their parts. A test that stops the standby or its replay starts it again."""
    # Another run of pytest closes the folder above `tmp_path` to the account of the servers.
    with tempfile.TemporaryDirectory() as folder, running_pair(Path(folder)) as pair:
        yield pair
