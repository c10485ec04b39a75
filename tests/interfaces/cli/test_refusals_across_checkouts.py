"""Refused commands across checkouts, as `tillroll refusals` prints them."""

import json

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID


def test_refused_commands_are_listed(tillroll: Tillroll, disputed: str) -> None:
    """The table has the checkout, the command and the reason; JSON has one refusal a line."""
    listed = tillroll("refusals", "--merchant", "demo-shop", database=disputed)
    assert listed.exit_code == 0, listed.output
    (row,) = listed.stdout.splitlines()[1:]
    assert row.split()[1:5] == [ID, "11", "ReplaceCart", "PurchaseCommitmentFound"]
    as_json = tillroll("refusals", "--operation", "update cart", "--json", database=disputed)
    (refusal,) = map(json.loads, as_json.stdout.splitlines())
    assert (refusal["checkout"], refusal["reason"]) == (ID, "PurchaseCommitmentFound")
    reasons = ("--reason", "Locked,PurchaseCommitmentFound", "--dialect", "walley")
    either = tillroll("refusals", *reasons, "--json", database=disputed)
    assert json.loads(either.stdout) == refusal


def test_conditions_that_nothing_meets_find_nothing(tillroll: Tillroll, disputed: str) -> None:
    """An empty result is no failure."""
    result = tillroll("refusals", "--reason", "Locked", "--json", database=disputed)
    assert (result.exit_code, result.stdout) == (0, "")
