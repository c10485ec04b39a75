"""What `tillroll doctor` says of a database."""

from collections.abc import Mapping, Sequence

import psycopg
import pytest

from application.ports.audit_log import AuditLogStatus
from interfaces.runtime.diagnostic import Diagnostic, Level
from interfaces.storage.postgres.audit.spec import AUDIT_LOCK
from interfaces.storage.postgres.diagnosis.activity import connection_finding
from interfaces.storage.postgres.diagnosis.database import database_findings, version_finding
from interfaces.storage.postgres.diagnosis.projections import lag_finding, turn_findings
from interfaces.storage.postgres.diagnosis.settings import faulty_settings
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.schema.server_role import SERVER_ROLE


def _problems(found: Sequence[Diagnostic]) -> list[str]:
    """The sentences of the problems, without those of the settings of the tests' own PostgreSQL, which never syncs."""
    settings = ("fsync", "full_page_writes", "autovacuum")
    return [
        each.sentence
        for each in found
        if each.level is Level.PROBLEM and not each.sentence.startswith(settings)
    ]


def test_a_database_of_a_server_has_no_problem(prepared_url: str) -> None:
    """The server's role has every right, the schema is current, and the audit log has every event."""
    if as_server(prepared_url) == prepared_url:
        pytest.skip("the server named by TEST_DATABASE_URL has one role")
    found = list(database_findings(prepared_url, server_role=SERVER_ROLE))
    assert _problems(found) == []
    sentences = " ".join(each.sentence for each in found)
    for part in (f"The role {SERVER_ROLE} has every right", "every step", "has every event"):
        assert part in sentences
    assert all(each.remedy for each in found if each.level is not Level.GOOD)


def test_settings_that_lose_data_are_problems() -> None:
    """Each harmful setting has a sentence; a setting that PostgreSQL does not report has none."""
    harmful = {
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "autovacuum": "off",
        "data_checksums": "off",
        "server_encoding": "SQL_ASCII",
        "TimeZone": "Europe/Stockholm",
    }
    found = list(faulty_settings(harmful))
    assert len(found) == len(harmful)
    assert [each.level for each in found].count(Level.PROBLEM) == 4
    assert list(faulty_settings({"fsync": "on", "TimeZone": "UTC"})) == []


def test_a_missing_right_has_a_statement_that_grants_it(prepared_url: str) -> None:
    """A right that was revoked is named, and the remedy gives it back."""
    if as_server(prepared_url) == prepared_url:
        pytest.skip("the server named by TEST_DATABASE_URL has one role")
    with psycopg.connect(prepared_url, autocommit=True) as owner:
        owner.execute("REVOKE INSERT ON tillroll.refusals FROM tillroll_server")
        found = list(database_findings(prepared_url, server_role=SERVER_ROLE))
        assert _problems(found) == [f"The role {SERVER_ROLE} lacks rights: INSERT on refusals."]
        [remedy] = [each.remedy for each in found if "lacks rights" in each.sentence]
        owner.execute(remedy.removeprefix("As the owner of the tables: ").encode())
    assert _problems(list(database_findings(prepared_url, server_role=SERVER_ROLE))) == []


def test_a_missing_step_is_a_problem(migrated_url: str) -> None:
    """A database of an older release is named as such, with the missing step."""
    with psycopg.connect(migrated_url, autocommit=True) as owner:
        owner.execute("DELETE FROM tillroll.migrations WHERE number = 95")
    [problem] = _problems(list(database_findings(migrated_url)))
    assert "95 (discounts)" in problem


def test_an_empty_database_is_ready(fresh_database_url: str) -> None:
    """A database without a schema has no problem where the role may make one."""
    found = list(database_findings(fresh_database_url))
    assert _problems(found) == []
    assert any("no schema of tillroll yet" in each.sentence for each in found)


def test_an_absent_database_is_one_problem() -> None:
    """A database that cannot be reached is a problem, and its password is not shown."""
    [found] = database_findings("postgresql://ada:hidden@127.0.0.1:1/nowhere")
    assert found.level is Level.PROBLEM
    assert "cannot be reached" in found.sentence
    assert "hidden" not in found.sentence


@pytest.mark.parametrize(
    ("turns", "is_served", "levels"),
    [
        ({}, False, [Level.GOOD]),
        ({}, True, [Level.WARNING, Level.WARNING]),
        ({AUDIT_LOCK: (1, 2)}, True, [Level.GOOD, Level.WARNING]),
        ({AUDIT_LOCK: (1, 900)}, True, [Level.WARNING, Level.WARNING]),
    ],
)
def test_turns_at_projections_are_judged(
    turns: Mapping[int, tuple[int, int | None]], is_served: bool, levels: list[Level]
) -> None:
    """A projection that no server keeps, and one whose holder is silent, are warnings where servers run."""
    assert [each.level for each in turn_findings(turns, is_served=is_served)] == levels


def test_a_turn_is_seen_in_the_database(migrated_url: str) -> None:
    """The holder of the advisory lock of a projection is found by the number of the lock."""
    with psycopg.connect(migrated_url, autocommit=True) as holder:
        holder.execute("SELECT pg_advisory_lock(%s)", (AUDIT_LOCK,))
        pid = holder.info.backend_pid
        found = [each.sentence for each in database_findings(migrated_url)]
    assert f"The PostgreSQL process {pid} has the turn at the audit log." in found


@pytest.mark.parametrize(
    ("position", "seconds", "is_served", "level"),
    [
        (9, 0.0, True, Level.GOOD),
        (5, 3.0, True, Level.GOOD),
        (5, 300.0, True, Level.PROBLEM),
        (5, 300.0, False, Level.GOOD),
    ],
)
def test_a_late_audit_log_is_a_problem_under_a_server(
    position: int, seconds: float, is_served: bool, level: Level
) -> None:
    """A minute behind is a problem while a server runs."""
    status = AuditLogStatus(
        position=position, newest=9, behind_seconds=seconds, lacks_assigned_ids=False
    )
    assert lag_finding(status, is_served=is_served).level is level


def test_versions_and_connections_are_judged() -> None:
    """Another major version, and few free connections, are warnings."""
    assert version_finding(180001).level is Level.GOOD
    assert version_finding(160004).level is Level.WARNING
    assert connection_finding(10, 97).level is Level.GOOD
    assert connection_finding(90, 97).level is Level.WARNING
