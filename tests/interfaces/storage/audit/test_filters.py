"""Each filter, alone and combined, finds the same entries as a scan of all events."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.ports.audit_log import AuditFilter
from domain.events import EVENTS
from domain.stage import Stage
from interfaces.storage.postgres.audit import search
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from tests.examples import examples
from tests.interfaces.storage.audit.histories import (
    BEGIN,
    DIALECTS,
    MERCHANTS,
    OPERATIONS,
    REFERENCES,
    RandomHistory,
    store_from,
)
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.reading import backward, everything, forward, index

TEXTS = (
    "shirt",
    "SHI",
    "blue shirt",
    "ski blue",
    "röd",
    "ROD",
    "strasse",
    "straße",
    "fine",
    "x2",
    "order 1",
    "order-1",
    "art-7",
    "7",
    "10001",
    "ål",
    "parcel frakt",
    "-",
    "",
    "' | b:*",
    "shirt & !blue",
    "\0",
)
INSTANTS = [BEGIN + timedelta(seconds=seconds) for seconds in (-5, 0, 1, 2, 100, 700, 1500, 9999)]
TOTALS = [100 * hundreds for hundreds in (-20, -1, 0, 1, 5, 20, 60)]
TOPICS = tuple(event.TOPIC for event in EVENTS)
VALUES: dict[str, list[object]] = {
    "merchants": [None, (), MERCHANTS[:1], MERCHANTS[:2], ("nobody",)],
    "checkout_id": ["checkout-1", "checkout-2", "checkout", "\0", "x" * 3000],
    "types": [*((topic,) for topic in TOPICS), TOPICS[1:3], TOPICS, ("checkout.vanished",)],
    "actor": ["shop:demo-client", "shop:other", "shop"],
    "merchant": [*MERCHANTS, "nobody"],
    "dialect": [*DIALECTS, "walle"],
    "operation": [*OPERATIONS, ""],
    "reference": [*REFERENCES, "", "order", "\0", "x" * 3000],
    "request_id": ["r-0", "r-1", "r-20", "r-41"],
    "addresses": [("192.0.2.7",), ("2001:db8::1", "192.0.2.8"), ("",), ("192",)],
    "checkout_ids": [None, (), ("checkout-1",), ("checkout-2", "checkout-4", "\0")],
    "assigned_id": ["o", "O", "p'\\", "payment-2", "payment", "1", "", "\0", "x" * 3000],
    "currency": ["SEK", "sek", ""],
    "since": [*INSTANTS],
    "until": [*INSTANTS],
    "min_total": [*TOTALS, 10**30],
    "max_total": [*TOTALS, -(10**30)],
    "stage": [stage.value for stage in Stage],
    "text": [*TEXTS],
}


@pytest.fixture
def expected(migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> Expected:
    """An audit log of 1,200 events in several buckets and many zones, and its expected contents.

    Few positions next to a page are scanned first, so that all search strategies are used.
    """
    monkeypatch.setattr(search, "_NEARBY_AT_LEAST", 3)
    monkeypatch.setattr(search, "_NEARBY_PER_ENTRY", 1)
    history = RandomHistory(1)
    store_from(migrated_url, 0, history.events(200))
    for position in (1_000, 32_300, 130_900, 1_000_000):
        store_from(migrated_url, position, history.events(250))
    index(migrated_url)
    return Expected(migrated_url)


ON_ONE_DATABASE = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def filter_of(**conditions: object) -> AuditFilter:
    """A filter of a reader with access to all merchants, if the conditions do not limit it."""
    return AuditFilter(**{"merchants": None, **conditions})  # type: ignore[arg-type]


async def test_each_condition_alone(expected: Expected, read_only_log: PostgresAuditLog) -> None:
    """Each condition by itself finds what a scan of all events finds."""
    for name, values in VALUES.items():
        for value in values:
            wanted = filter_of(**{name: value})
            assert await everything(read_only_log, wanted) == expected.found(wanted), wanted


@given(
    st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}
    )
)
@settings(ON_ONE_DATABASE, max_examples=examples(150))
async def test_combined_conditions(
    expected: Expected, read_only_log: PostgresAuditLog, conditions: dict[str, object]
) -> None:
    """An entry has to meet all of several conditions."""
    wanted = filter_of(**conditions)
    found = expected.found(wanted)
    assert await everything(read_only_log, wanted) == found
    assert await forward(read_only_log, wanted, 70) == found
    assert await backward(read_only_log, wanted, 30) == found


async def test_words_are_found_by_prefix_and_without_case(
    expected: Expected, read_only_log: PostgresAuditLog
) -> None:
    """Words match by prefix and without case, and an entry must contain all of them."""
    for text in ("shirt", "SHI", "blue ski", "order 1", "strasse", "fine"):
        assert await everything(read_only_log, filter_of(text=text)), text
    for text in ("hirt", "blue trousers", "-", "&"):
        assert not await everything(read_only_log, filter_of(text=text)), text


async def test_a_reader_sees_only_its_merchants(
    expected: Expected, read_only_log: PostgresAuditLog
) -> None:
    """A filter on another merchant's events finds none. A caller without merchants finds none."""
    mine, others = MERCHANTS[:1], MERCHANTS[1]
    seen = await everything(read_only_log, AuditFilter(merchants=mine))
    assert {entry.merchant for entry in seen} == {MERCHANTS[0]}
    assert not await everything(read_only_log, AuditFilter(merchants=mine, merchant=others))
    assert not await everything(read_only_log, AuditFilter(merchants=()))
    assert not await everything(read_only_log, AuditFilter(merchants=(), merchant=others))
