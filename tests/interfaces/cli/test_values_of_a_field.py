"""Every value of one field, as `tillroll blame --field` prints it."""

import json

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID


def test_every_value_of_a_price_is_printed(tillroll: Tillroll, disputed: str) -> None:
    """The newest value comes first, with its version; the name in the table and the JSON pointer are the same field."""
    printed = tillroll("blame", ID, "--field", "fees.shipping.unit_price", database=disputed)
    assert printed.exit_code == 0, printed.output
    assert [line.split()[:2] for line in printed.stdout.splitlines()[1:]] == [
        ["59.00", "SEK"],
        ["49.00", "SEK"],
    ]
    as_json = tillroll("blame", ID, "--field", "/fees/0/unit_price", "--json", database=disputed)
    found = json.loads(as_json.stdout)
    assert [(each["value"], each["before"]) for each in found["values"]] == [
        (5900, 4900),
        (4900, None),
    ]
    assert found["field"] == "/fees/0/unit_price"


def test_a_field_that_the_state_does_not_have_is_not_found(
    tillroll: Tillroll, disputed: str
) -> None:
    """The exit status is 3, in the table and as JSON, and the version is named."""
    for more in ([], ["--json"]):
        result = tillroll("blame", ID, "--field", "/fees/7", *more, database=disputed)
        assert result.exit_code == 3
        assert "has no field /fees/7" in result.stderr
