"""One server with the ledger of a demo, and one purchase on it, for all tests of the folder."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.ledger.purchase import Purchase, make_purchase
from tests.system.service.server import running


@pytest.fixture(scope="package")
def purchase() -> Iterator[Purchase]:
    """The purchase, whose events are under a signed head."""
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder:
        data = Path(folder, "data")
        with running(None, "--data", str(data)) as server:
            made = make_purchase(server, data)
            made.wait_for_proof(made.commitment + 1)
            yield made
