"""`tillroll find` finds a checkout by any of its names, and the access log has no personal one."""

import json

import pytest

from application.ports.access_log import AccessOutcome
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID
from tests.interfaces.cli.test_access_logging import access_log
from tests.master_key import MASTER_KEY


def test_a_checkout_is_found_by_its_names(
    tillroll: Tillroll, own_dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table says what matched. Names that may be personal are masked in the access log."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    found = tillroll("find", ID, database=own_dispute)
    assert found.exit_code == 0, found.output
    assert ID in found.stdout
    as_json = json.loads(tillroll("find", ID, "--json", database=own_dispute).stdout)
    assert (as_json["matched"], as_json["checkouts"][0]["checkout"]) == ("checkout", ID)
    assert tillroll("find", "nobody@example.com", database=own_dispute).exit_code == 3
    kept = [each.read for each in access_log(own_dispute)]
    assert [read.target for read in kept] == [
        f"tillroll find {ID}",
        f"tillroll find {ID} --json",
        "tillroll find ...",
    ]
    assert kept[-1].outcome is AccessOutcome.NOT_FOUND
