"""`tillroll ledger audit` names the first event that a superuser of PostgreSQL has changed."""

import json

import psycopg
import pytest

from tests.interfaces.cli.ledger.conftest import Site
from tests.interfaces.storage.audit.histories import RandomHistory, one_history, store, store_from

_EVENTS = 300


@pytest.fixture
def logged(site: Site) -> Site:
    """A ledger of 300 events of many checkouts, with heads of 100, 200 and 300."""
    history = RandomHistory(20)
    for position in range(0, _EVENTS, _EVENTS // 3):
        store_from(site.url, position, history.events(_EVENTS // 3))
        site.following.drain()
    return site


def _event_at(site: Site, position: int) -> tuple[str, int]:
    with psycopg.connect(site.url) as connection:
        row = connection.execute(
            "SELECT originator_id, originator_version FROM tillroll.checkout_events WHERE notification_id = %s",
            (position,),
        ).fetchone()
    assert row is not None
    return row


def _found(site: Site) -> dict[str, object]:
    result = site.run("audit", "--json")
    assert result.exit_code == 1, result.output
    found: dict[str, object] = json.loads(result.stdout)["event"]
    return found


def test_nothing_was_changed(logged: Site) -> None:
    """All events, tiles and heads are compared, and the exit status is 0. Events that wait are no difference."""
    store(logged.url, one_history("waiting", 1, 2))
    result = logged.run("audit")
    assert (result.exit_code, result.stdout) == (
        0,
        "Compared 300 events and 3 heads: all the same.\n",
    )
    assert result.stderr == ""


@pytest.mark.parametrize(
    "change",
    [
        "state = set_byte(state, octet_length(state) - 2, 65)",
        "topic = 'checkout.cancelled'",
        "state = convert_to('{\"timestamp\":\"2026-01-05T12:00:00Z\"}', 'UTF8')",
    ],
)
def test_an_update(logged: Site, change: str) -> None:
    """The first of two altered events is named by its checkout, version and position."""
    logged.sql(f"UPDATE tillroll.checkout_events SET {change} WHERE notification_id IN (101, 200)")
    checkout_id, version = _event_at(logged, 101)
    shown = logged.run("audit")
    assert shown.exit_code == 1
    assert shown.stdout.splitlines()[0] == (
        f"Version {version} of checkout {checkout_id}, at position 101, was altered after it was logged."
    )
    found = _found(logged)
    assert (found["tampering"], found["index"]) == ("altered", 100)


@pytest.mark.parametrize("position", [1, 257, 300])
def test_a_delete(logged: Site, position: int) -> None:
    """A removed event is named by its version and its checkout, which other events of it say."""
    checkout_id, version = _event_at(logged, position)
    logged.sql("DELETE FROM tillroll.checkout_events WHERE notification_id = %s", position)
    store(logged.url, one_history("waiting", 1, 2))
    found = _found(logged)
    assert (found["tampering"], found["version"]) == ("removed", version)
    assert (found["index"], found["position"]) == (position - 1, position - 1)
    assert found["checkout"] in {checkout_id, None}


@pytest.mark.parametrize("position", [-5, 0, 4])
def test_an_insert(site: Site, position: int) -> None:
    """An event that the ledger has never seen is named at its position: in a gap, and before all others."""
    store_from(site.url, 0, one_history("a", 1, 2))
    store_from(site.url, 6, one_history("b", 1, 3))
    site.following.drain()
    site.sql(
        "INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state, notification_id) "
        "SELECT 'forged', 1, topic, state, %s FROM tillroll.checkout_events WHERE notification_id = 1",
        position,
    )
    found = _found(site)
    assert (found["tampering"], found["checkout"], found["version"], found["position"]) == (
        "inserted",
        "forged",
        1,
        position,
    )


@pytest.mark.parametrize(("old", "new"), [(10, 5000), (10, -1), (300, -1), (300, 301), (257, 0)])
def test_a_renumbering(logged: Site, old: int, new: int) -> None:
    """An event whose position was changed is named with its new one, not those that it passed."""
    checkout_id, version = _event_at(logged, old)
    logged.sql(
        "UPDATE tillroll.checkout_events SET notification_id = %s WHERE notification_id = %s",
        new,
        old,
    )
    found = _found(logged)
    assert (found["tampering"], found["checkout"], found["version"], found["position"]) == (
        "moved",
        checkout_id,
        version,
        new,
    )


def test_all_positions_moved(logged: Site) -> None:
    """Positions that all grew by as much keep their order, and the first is named."""
    logged.sql("UPDATE tillroll.checkout_events SET notification_id = notification_id - 1000")
    found = _found(logged)
    assert (found["tampering"], found["index"], found["position"]) == ("moved", 0, -999)
