"""The feed of refused attempts misses none, though ids are drawn without a turn."""

import psycopg

from application.ledger.format.entries import decode_entry, tag_of
from interfaces.storage.postgres.ledger.kinds import REFUSALS
from tests.interfaces.storage.ledger.following import Following, stored_entries
from tests.interfaces.storage.ledger.refusals.refused_attempts import refuse, store_refusals


def _tags(following: Following) -> list[bytes]:
    return [
        decode_entry(entry).tag for entry in stored_entries(following.database_url, REFUSALS.name)
    ]


def test_a_lower_id_in_an_open_transaction(following: Following) -> None:
    """Attempts with higher ids are not logged until it ends, and then all are, in the order of ids."""
    with psycopg.connect(following.database_url) as slow:
        first = refuse(slow, "slow")
        later = store_refusals(following.database_url, "fast", "fast")
        assert first < min(later)
        assert (following.follower.step(), following.follower.is_held_up) == (0, True)
        assert following.follower.step() == 0
        slow.commit()
    assert following.drain() == 3
    assert _tags(following) == [tag_of("slow"), tag_of("fast"), tag_of("fast")]


def test_an_id_that_was_rolled_back(following: Following) -> None:
    """The gap that it leaves holds nothing up once its transaction has ended."""
    store_refusals(following.database_url, "a")
    with psycopg.connect(following.database_url) as lost:
        refuse(lost, "lost")
        store_refusals(following.database_url, "b")
        assert (following.follower.step(), following.follower.is_held_up) == (1, False)
        assert (following.follower.step(), following.follower.is_held_up) == (0, True)
        lost.rollback()
    assert following.drain() == 1
    assert _tags(following) == [tag_of("a"), tag_of("b")]


def test_a_transaction_that_began_after_the_gap(following: Following) -> None:
    """It holds nothing up: what it inserts has higher ids."""
    with psycopg.connect(following.database_url) as lost:
        refuse(lost, "lost")
        store_refusals(following.database_url, "a")
        assert following.follower.step() == 0
        with psycopg.connect(following.database_url) as later:
            refuse(later, "later")
            lost.rollback()
            assert following.drain() == 1
    assert _tags(following) == [tag_of("a")]


def test_events_hold_nothing_up(following: Following) -> None:
    """A transaction that inserts into the table of events is none that could fill a gap here."""
    with psycopg.connect(following.database_url) as lost:
        refuse(lost, "lost")
        lost.rollback()
    with psycopg.connect(following.database_url) as events:
        events.execute("LOCK TABLE tillroll.checkout_events IN ROW EXCLUSIVE MODE")
        store_refusals(following.database_url, "a")
        assert following.drain() == 1
