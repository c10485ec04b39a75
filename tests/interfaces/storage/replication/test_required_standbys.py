"""Changes are refused, or the log warns, while fewer standbys than required confirm them."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from application.ports.event_store import Append, StoreUnavailable
from interfaces.cli.main import app
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.storage import StorageSettings
from interfaces.serving.standbys import describe_standbys, standbys_at_start
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.replication.required import RequiredStandbys
from interfaces.storage.postgres.replication.status import ReplicationStatus, Standby, read_status
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.standby_health import standby_check, standby_figures
from tests.interfaces.storage.examples import ID, changes
from tests.interfaces.storage.replication.servers import Pair, running_pair

PATIENCE = Timeouts(lock=1.0, statement=1.5, connect=2, silence=2.0, answer=4.0)
ONE = RequiredStandbys(number=1)
ROLE = "reader_of_no_statistics"


@pytest.fixture(scope="module")
def servers() -> Iterator[Pair]:
    # Another run of pytest closes the folder above `tmp_path` to the account of the servers.
    with tempfile.TemporaryDirectory() as folder, running_pair(Path(folder)) as pair:
        yield pair


@pytest.fixture
def pair(servers: Pair) -> Iterator[Pair]:
    """The servers with an empty database, where no commit waits for the standby."""
    servers.primary.execute("TRUNCATE tillroll.checkout_events")
    yield servers
    servers.primary.set("synchronous_standby_names", "")


async def test_changes_are_refused_until_enough_standbys_confirm_them(pair: Pair) -> None:
    """With one required standby a change is refused while PostgreSQL does not wait for one, and recorded otherwise."""
    async with PostgresStorage(pair.url, patience=PATIENCE, required_standbys=ONE) as storage:
        with pytest.raises(StoreUnavailable, match="0 of 1 required standbys"):
            await storage.events.append(Append(changes(ID, 1, 1)))
        pair.primary.set("synchronous_standby_names", "*")
        await _until_confirming(storage, 1)
        await storage.events.append(Append(changes(ID, 1, 1)))
        facts = await standby_check(storage.standbys).look()
        assert (facts["required"], facts["confirming"], facts["is_enough"]) == (1, 1, True)
        figures = {family.name: family for family in await standby_figures(storage.standbys)()}
        assert figures["tillroll_standbys_confirming"].samples[0].value == 1
        assert figures["tillroll_standby_replay_lag_seconds"].samples[0].labels["standby"]
        pair.primary.set("synchronous_standby_names", "")
        await _until_confirming(storage, 0)
        with pytest.raises(StoreUnavailable, match="0 of 1"):
            await storage.events.append(Append(changes(ID, 2, 2)))
        assert len(await storage.events.events(ID)) == 1


async def test_with_warn_changes_go_on(pair: Pair, caplog: pytest.LogCaptureFixture) -> None:
    """Without the required standby a change is recorded on one machine, and the log says so once."""
    required = RequiredStandbys(number=1, only_warns=True)
    async with PostgresStorage(pair.url, patience=PATIENCE, required_standbys=required) as storage:
        await storage.events.append(Append(changes(ID, 1, 1)))
    warnings = [each for each in caplog.messages if each.startswith("standbys: ")]
    assert warnings == ["standbys: 0 of 1 required standbys confirm changes."]


def test_the_command_and_the_greeting_name_the_standbys(pair: Pair) -> None:
    """`tillroll standbys` lists the standby, and fails with 1 while it does not confirm changes."""
    command = ["standbys", "--require", "1", "--database-url", pair.url]
    alone = CliRunner().invoke(app, command)
    assert alone.exit_code == 1
    assert "0 standbys have each change before it is answered" in alone.output
    greeting = standbys_at_start(StorageSettings(), pair.url, embedded=False)
    assert greeting == "Each change is answered when one machine has it; a standby follows later."
    pair.primary.set("synchronous_standby_names", "*")
    _wait_until_confirming(pair, 1)
    together = CliRunner().invoke(app, command)
    assert together.exit_code == 0, together.output
    assert "1 standby has each change before it is answered" in together.output
    greeting = standbys_at_start(StorageSettings(standbys=1), pair.url, embedded=False)
    assert "Each change is on 2 machines" in greeting


def test_a_role_that_may_not_see_the_standbys_is_refused_at_start(pair: Pair) -> None:
    """With required standbys the server does not start with a role to which PostgreSQL hides them."""
    pair.primary.execute(f"DROP ROLE IF EXISTS {ROLE}", f"CREATE ROLE {ROLE} LOGIN")
    url = pair.url.replace("postgres@", f"{ROLE}@")
    with pytest.raises(ConfigurationRefused, match="GRANT pg_read_all_stats"):
        standbys_at_start(StorageSettings(standbys=1), url, embedded=False)
    assert "one machine" in standbys_at_start(StorageSettings(), url, embedded=False)


def test_the_embedded_database_has_no_standby() -> None:
    """A required standby is refused where tillroll runs its own PostgreSQL."""
    with pytest.raises(ConfigurationRefused, match="needs a DATABASE_URL"):
        standbys_at_start(StorageSettings(standbys=1), "", embedded=True)
    with pytest.raises(ConfigurationRefused, match="has no replica"):
        standbys_at_start(StorageSettings(replica_url="postgresql://b/x"), "", embedded=True)
    assert not standbys_at_start(StorageSettings(), "", embedded=True)


@pytest.mark.parametrize(
    ("names", "sync_states", "confirming"),
    [
        ("", ("async", "async"), 0),
        ("*", ("sync", "potential"), 1),
        ("FIRST 2 (a, b)", ("sync", "sync"), 2),
        ("ANY 1 (a, b)", ("quorum", "quorum"), 1),
        ("any 2 (a, b)", ("quorum", "quorum"), 2),
    ],
)
def test_a_commit_waits_for_so_many_standbys(
    names: str, sync_states: tuple[str, ...], confirming: int
) -> None:
    """Of standbys of which any number is enough, those beyond it are not counted."""
    assert _status(names, *sync_states).confirming == confirming


def test_the_greeting_says_what_follows_of_too_few_standbys() -> None:
    """Fewer standbys than required mean that changes are refused, or that the log warns."""
    alone = _status("")
    refusing, warning = (
        StorageSettings(standbys=1, without_standbys=each) for each in ("refuse", "warn")
    )
    assert describe_standbys(alone, refusing).endswith("so changes are refused.")
    assert describe_standbys(alone, warning).endswith("so the log warns.")


def _status(names: str, *sync_states: str) -> ReplicationStatus:
    standbys = tuple(
        Standby(
            name=f"standby {place}",
            state="streaming",
            sync_state=state,
            replay_lag_seconds=None,
            unreplayed_bytes=0,
        )
        for place, state in enumerate(sync_states)
    )
    return ReplicationStatus(names=names, is_visible=True, standbys=standbys)


async def _until_confirming(storage: PostgresStorage, number: int) -> None:
    """Wait until the storage has noticed that so many standbys confirm."""
    while (await storage.standbys.status()).confirming != number:  # noqa: ASYNC110  it reads its settings later
        await asyncio.sleep(0.05)
    while _is_refusing(storage) == (number > 0):  # noqa: ASYNC110  it looks once a second
        await asyncio.sleep(0.05)


def _is_refusing(storage: PostgresStorage) -> bool:
    try:
        storage.standbys.require()
    except StoreUnavailable:
        return True
    return False


def _wait_until_confirming(pair: Pair, number: int) -> None:
    while read_status(pair.url).confirming != number:
        time.sleep(0.05)  # PostgreSQL reads its settings again after a moment
