"""The follower runs beside the projection of the audit log, in a thread or in its child process."""

import asyncio
from pathlib import Path

import pytest

from application.ports.event_store import Append
from application.ports.ledger.reading import Ledger, LedgerHead
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.ledger_health import ledger_check, ledger_figures
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.ledger.setup import LedgerFollowing
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history
from tests.interfaces.storage.ledger.following import make_setup
from tests.master_key import MASTER_KEY, MASTER_KEYS


async def _head_of(ledger: Ledger, size: int) -> LedgerHead:
    async with asyncio.timeout(20):
        while True:
            head = await ledger.head(size)
            if head is not None:
                return head


async def test_in_a_thread(migrated_url: str, tmp_path: Path, recording: PostgresStorage) -> None:
    """An event that was recorded before or while the server runs is soon under a signed head."""
    following = LedgerFollowing(setup=make_setup(tmp_path), open_master_keys=lambda: MASTER_KEYS)
    await recording.events.append(Append(one_history("a", 1, 1)))
    async with PostgresAuditLog(migrated_url, clock=now, ledger=following):
        await _head_of(recording.ledger, 1)
        await recording.events.append(Append(one_history("a", 2, 2)))
        await _head_of(recording.ledger, 2)


async def test_in_the_child_process(
    migrated_url: str,
    tmp_path: Path,
    recording: PostgresStorage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It gets paths and master key from its environment. Without a usable key, the audit log runs all the same."""
    monkeypatch.setenv("TILLROLL_LEDGER", "")
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    make_setup(tmp_path).hand_over()
    async with PostgresAuditLog(migrated_url, clock=now, in_subprocess=True):
        await recording.events.append(Append(one_history("a", 1, 1)))
        await _head_of(recording.ledger, 1)
    monkeypatch.setenv("TILLROLL_MASTER_KEY", "none")
    async with PostgresAuditLog(migrated_url, clock=now, in_subprocess=True) as audit_log:
        await recording.events.append(Append(one_history("a", 2, 2)))
        assert await audit_log.wait_for("a", 2, seconds=20)
        assert await recording.ledger.size() == 1


async def test_metrics_and_readiness(recording: PostgresStorage) -> None:
    """A lag is reported and does not make the server unready."""
    await recording.events.append(Append(one_history("a", 1, 2)))
    check = ledger_check(recording.ledger)
    facts = await check.look()
    assert not check.decides
    assert (facts["size"], facts["behind_events"], facts["is_late"]) == (0, 2, True)
    figures = {
        metric.name: metric.samples[0].value
        for metric in await ledger_figures(
            {"events": recording.ledger}, recording.time_stamps, now
        )()
    }
    assert figures["tillroll_ledger_size"] == figures["tillroll_ledger_signed_size"] == 0
    assert figures["tillroll_ledger_behind_events"] == 2
    assert figures["tillroll_ledger_behind_seconds"] > 60
    assert figures["tillroll_ledger_unsigned_seconds"] > 60
    assert "tillroll_ledger_head_age_seconds" not in figures
