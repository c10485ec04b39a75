"""`tillroll shown`: what the customer's page showed."""

import json

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID, NEWEST


def test_json_is_that_of_the_history_api(tillroll: Tillroll, disputed: str) -> None:
    """It has the JSON of the page without the public token, and how it is known."""
    result = tillroll("shown", ID, "--json", database=disputed)
    (found,) = map(json.loads, result.stdout.splitlines())
    assert (found["version"], found["shown"]["version"]) == (NEWEST, NEWEST)
    assert (found["known_by"], found["renderer"]) == ("reconstructed", "shopper/2")
    assert found["shown"]["public_token"] == "[hidden]"


def test_a_version_that_does_not_exist_is_refused(tillroll: Tillroll, disputed: str) -> None:
    """The command exits with 3, as those about the state do."""
    assert tillroll("shown", ID, "--version", "99", database=disputed).exit_code == 3
