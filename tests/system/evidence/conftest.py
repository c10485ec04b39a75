"""One server, and five disputed purchases on it, for all tests of the folder."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.console.conftest import browser as browser  # noqa: PLC0414  a fixture of this folder too
from tests.system.evidence.disputes import Desk, make_disputes
from tests.system.service.server import running
from tests.system.verifiers.conftest import verifier as verifier  # noqa: PLC0414  and this one


@pytest.fixture(scope="package")
def desk() -> Iterator[Desk]:
    """The purchases, whose packs can be made."""
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder:
        data = Path(folder, "data")
        with running(None, "--data", str(data)) as server:
            yield make_disputes(server, data)
