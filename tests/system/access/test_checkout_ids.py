"""The id of every checkout is random: the ledger's tags are pseudonyms only as long as nobody can guess an id."""

import ast
import re
from pathlib import Path

import psycopg

from interfaces.runtime.clock_and_ids import new_id, new_name
from tests.system.access.shops import Shops

# 122 random bits, and 24 characters of 62 with 143.
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_NAME = re.compile(r"[a-z_]+_[A-Za-z0-9]{24}")
# Each is run below, or opens checkouts of a demo with the same generator.
_OPENS = {
    "application/selling/sessions.py",
    "interfaces/demo/script.py",
    "interfaces/dialects/svea/requests/commands.py",
    "interfaces/dialects/walley/requests/commands.py",
}
_IDS = "SELECT DISTINCT originator_id FROM tillroll.checkout_events"


def test_every_way_to_open_a_checkout(shops: Shops) -> None:
    """Checkouts of every dialect, and under a recurring token, have ids of a form with 122 random bits or more."""
    opened, recurring = shops.opened(), shops.recurring()
    named = {
        "walley": opened["walley"],
        "svea": shops.checkout_of(int(opened["order_id"])),
        "a recurring token": shops.checkout_of(int(recurring["order_id"])),
        "stateset": opened["v1"],
        "acp": opened["checkout_sessions"],
        "ucp": opened["checkout-sessions"],
    }
    with psycopg.connect(shops.database_url) as connection:
        stored = {str(row[0]) for row in connection.execute(_IDS)}
    assert set(named.values()) <= stored
    assert len(set(named.values())) == len(named)
    for checkout_id in stored:
        assert _GUID.fullmatch(checkout_id) or _NAME.fullmatch(checkout_id), checkout_id


def test_no_other_code_opens_checkouts() -> None:
    """A new way to open one has to be added to the test above."""
    found = set()
    for layer in ("application", "interfaces"):
        for file in Path(layer).rglob("*.py"):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            calls = (each.func for each in ast.walk(tree) if isinstance(each, ast.Call))
            if any(isinstance(each, ast.Name) and each.id == "OpenCheckout" for each in calls):
                found.add(file.as_posix())
    assert found == _OPENS


def test_the_generators_are_random() -> None:
    """Each place of an id takes every character that it can have."""
    names = [new_name("checkout").removeprefix("checkout_") for _ in range(2_000)]
    for place in range(24):
        assert len({name[place] for name in names}) == 62
    guids = [new_id().replace("-", "") for _ in range(1_000)]
    for place in range(32):
        expected = {12: 1, 16: 4}.get(place, 16)
        assert len({guid[place] for guid in guids}) == expected
    assert len({*names, *guids}) == 3_000
