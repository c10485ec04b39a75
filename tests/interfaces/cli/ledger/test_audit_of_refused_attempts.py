"""`tillroll ledger audit` names the first refused attempt that a superuser of PostgreSQL has changed."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from application.ports.key_vault import REFUSAL_LEDGER_KEY
from tests.interfaces.cli.ledger.conftest import Site
from tests.interfaces.cli.ledger.erasures import store_erasure
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import Following, make_setup
from tests.interfaces.storage.ledger.refusals.refused_attempts import (
    AT,
    open_refusal_follower,
    refuse,
    store_refusals,
)

_CHECKOUTS = ("a", "b", "c")


@pytest.fixture
def refusals(site: Site) -> Iterator[Following]:
    """A ledger of 300 attempts: those on `a` have the positions 1, 4, 7 and so on, the numbers 1, 2, 3 and so on."""
    folder = site.following.setup.heads_folder.parent
    with open_refusal_follower(site.url, make_setup(folder)) as following:
        for _ in range(3):
            store_refusals(site.url, *_CHECKOUTS * 33, "a")
            following.drain()
        yield following


def _numbered(site: Site, position: int) -> tuple[str, int]:
    with psycopg.connect(site.url) as connection:
        row = connection.execute(
            "SELECT checkout_id, number FROM tillroll.logged_refusals WHERE refusal_id = %s",
            (position,),
        ).fetchone()
    assert row is not None
    return row


def _found(site: Site) -> dict[str, Any]:
    result = site.run("audit", "--json")
    assert result.exit_code == 1, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    assert report["event"] is None
    found: dict[str, Any] = report["refusals"]["refusal"]
    return found


def test_nothing_was_changed(site: Site, refusals: Following) -> None:
    """Both ledgers are compared. An attempt that waits is no difference."""
    store(site.url, one_history("a", 1, 2))
    site.following.drain()
    store_refusals(site.url, "a")
    result = site.run("audit")
    assert (result.exit_code, result.stdout) == (
        0,
        (
            "Compared 2 events and 1 head: all the same.\n"
            "Compared 300 refused attempts and 3 heads: all the same.\n"
        ),
    )


@pytest.mark.parametrize(
    "change",
    [
        """asked = '{"price":2}'""",
        "asked = asked || ' '",
        "facts = '{}'",
        "at = at + interval '1 microsecond'",
        "at = 'infinity'",
        "reason = 'CheckoutNotFound'",
        "version = version + 1",
        "merchant = 'other-shop'",
    ],
)
def test_an_update(site: Site, refusals: Following, change: str) -> None:
    """The first of two altered attempts is named by its checkout, number and position, whatever was changed."""
    site.sql(f"UPDATE tillroll.refusals SET {change} WHERE id IN (101, 200)")
    checkout_id, number = _numbered(site, 101)
    found = _found(site)
    assert (found["tampering"], found["index"], found["position"]) == ("altered", 100, 101)
    assert (found["checkout"], found["version"]) == (checkout_id, number)
    shown = site.run("audit")
    assert shown.stdout.splitlines()[1] == (
        f"Refused attempt {number} of checkout {checkout_id}, at position 101, was altered after it was logged."
    )


@pytest.mark.parametrize("position", [1, 100, 257, 300])
@pytest.mark.parametrize("is_number_removed", [False, True])
def test_a_delete(
    site: Site, refusals: Following, position: int, *, is_number_removed: bool
) -> None:
    """A removed attempt is named by its number, also if the row that has the number is removed with it."""
    checkout_id, number = _numbered(site, position)
    site.sql("DELETE FROM tillroll.refusals WHERE id = %s", position)
    if is_number_removed:
        site.sql("DELETE FROM tillroll.logged_refusals WHERE refusal_id = %s", position)
    with psycopg.connect(site.url) as waiting:
        refuse(waiting, checkout_id, after=1000)
    found = _found(site)
    assert (found["tampering"], found["checkout"], found["version"]) == (
        "removed",
        checkout_id,
        number,
    )
    assert (found["index"], found["position"]) == (position - 1, position - 1)


@pytest.mark.parametrize("checkout_id", ["a", "new"])
@pytest.mark.parametrize("position", [-5, 0, 4])
def test_an_insert(site: Site, checkout_id: str, position: int) -> None:
    """An attempt that the ledger has never seen is named at its position: before all others, and in a gap."""
    store_refusals(site.url, "a", "b", "a")
    with psycopg.connect(site.url) as lost:
        refuse(lost, "lost")
        lost.rollback()
    store_refusals(site.url, "a", "b")
    folder = site.following.setup.heads_folder.parent
    with open_refusal_follower(site.url, make_setup(folder)) as following:
        assert following.drain() == 5
    site.sql(
        "INSERT INTO tillroll.refusals (id, checkout_id, merchant, version, at, reason, facts, operation, asked, "
        "provenance) SELECT %s, %s, merchant, version, at, reason, facts, operation, asked, provenance "
        "FROM tillroll.refusals WHERE id = 1",
        position,
        checkout_id,
    )
    found = _found(site)
    assert (found["tampering"], found["checkout"], found["position"]) == (
        "inserted",
        checkout_id,
        position,
    )


@pytest.mark.parametrize(("old", "new"), [(10, 5000), (10, -1), (300, -1)])
def test_a_renumbering(site: Site, refusals: Following, old: int, new: int) -> None:
    """An attempt whose position was changed is named with its new one, not those that it passed."""
    checkout_id, number = _numbered(site, old)
    site.sql("UPDATE tillroll.refusals SET id = %s WHERE id = %s", new, old)
    found = _found(site)
    assert (found["tampering"], found["checkout"], found["version"], found["position"]) == (
        "moved",
        checkout_id,
        number,
        new,
    )


def test_numbers_without_their_rows(site: Site, refusals: Following) -> None:
    """The table of numbers says where to look. Without it the attempts are what was logged."""
    site.sql("DELETE FROM tillroll.logged_refusals")
    assert site.run("audit").exit_code == 0


@pytest.mark.parametrize("is_recorded", [True, False])
def test_a_destroyed_key(site: Site, refusals: Following, *, is_recorded: bool) -> None:
    """It counts as erased for the attempts before the event that says so, and as tampering without one."""
    site.sql("DELETE FROM tillroll.data_keys WHERE checkout_id = 'a'")
    if not is_recorded:
        found = _found(site)
        assert (found["tampering"], found["checkout"], found["version"]) == ("key lost", "a", 1)
        return
    store_erasure(site, "a", 1, REFUSAL_LEDGER_KEY, AT + timedelta(hours=1))
    site.following.drain()
    report = json.loads(site.run("audit", "--json").stdout)
    assert (report["differs"], report["refusals"]["differs"]) == (False, False)
    assert report["refusals"]["erased"] == 102
    site.sql("UPDATE tillroll.refusals SET at = at + interval '1 second' WHERE id = 4")
    assert _found(site)["tampering"] == "altered"
