"""The newest head is stamped once a day, by an authority of openssl's, with the privileges of the server's role."""

from collections.abc import AsyncIterator, Iterator
from ipaddress import IPv4Network
from pathlib import Path

import pytest

from application.ports.ledger.reading import Ledger
from interfaces.storage.ledger_health import ledger_figures
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.postgres.time_stamps.rows import PostgresTimeStamps
from interfaces.verifiers.terminal.openssl import stamp_check
from interfaces.webhooks.egress_policy import EgressPolicy
from interfaces.webhooks.http_caller import HttpCaller
from interfaces.webhooks.time_stamps.authority import TimeStampAuthority
from interfaces.webhooks.time_stamps.job import HeadStamping
from tests.interfaces.openssl_authority import OpensslAuthority, make_authority, serve_authority
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import Following

_LOCAL = EgressPolicy(http=True, networks=(IPv4Network("127.0.0.0/8"),))


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[OpensslAuthority]:
    """An authority that answers."""
    with serve_authority(make_authority(tmp_path / "tsa")) as found:
        yield found


@pytest.fixture
def stamps(recording: PostgresStorage) -> PostgresTimeStamps:
    """The time stamps in the database of the follower."""
    assert isinstance(recording.time_stamps, PostgresTimeStamps)
    return recording.time_stamps


@pytest.fixture
async def stamping(
    stamps: PostgresTimeStamps, authority: OpensslAuthority
) -> AsyncIterator[HeadStamping]:
    """What has heads stamped."""
    async with HttpCaller(_LOCAL) as caller:
        yield HeadStamping(
            log=stamps, authority=TimeStampAuthority(authority.url, caller, authority.root)
        )


async def test_a_time_stamp_a_day(
    following: Following,
    stamping: HeadStamping,
    stamps: PostgresTimeStamps,
    ledger: Ledger,
    authority: OpensslAuthority,
) -> None:
    """The first head is stamped, the next one a day later; openssl believes both over their own heads only."""
    assert not await stamping.run()
    store(following.database_url, one_history("a", 1, 3))
    following.drain()
    assert await stamping.run()
    store(following.database_url, one_history("a", 4, 5))
    following.drain()
    following.wait(hours=23)
    assert not await stamping.run()
    following.wait(hours=1)
    assert await stamping.run()
    following.wait(days=2)
    assert not await stamping.run(), "the tree has not grown"
    first, second = await stamps.all()
    assert (first.size, second.size) == (3, 5)
    head = await ledger.head(3)
    assert head is not None
    assert first.checkpoint == head.note
    check = stamp_check(authority.root)
    assert check is not None
    for stamp in (first, second):
        assert check(stamp.checkpoint, stamp.response).time == int(stamp.time.timestamp())
    assert check(second.checkpoint, first.response).is_of_other_bytes
    assert await stamps.find_covering(2) == first
    assert await stamps.find_covering(3) == second
    assert await stamps.find_covering(5) is None
    assert await stamps.of_size(4) is None
    assert (await stamps.status()).newest == second
    figures = {
        metric.name: metric.samples[0].value
        for metric in await ledger_figures({"events": ledger}, stamps, following.clock.now)()
    }
    assert figures["tillroll_ledger_stamped_size"] == 5
    assert "tillroll_ledger_time_stamp_age_seconds" in figures


async def test_an_authority_that_fails(
    following: Following,
    stamping: HeadStamping,
    stamps: PostgresTimeStamps,
    authority: OpensslAuthority,
) -> None:
    """A failure is noted, and asked again after two minutes, then four; heads are signed meanwhile."""
    authority.status = 503
    store(following.database_url, one_history("a", 1, 3))
    following.drain()
    assert not await stamping.run()
    assert (await stamps.status()).problem == "The authority answers 503."
    following.wait(seconds=119)
    await stamping.run()
    assert authority.requests == 1
    following.wait(seconds=1)
    await stamping.run()
    assert authority.requests == 2
    store(following.database_url, one_history("a", 4, 4))
    assert following.drain() == 1
    authority.status = 200
    following.wait(seconds=239)
    assert not await stamping.run()
    following.wait(seconds=1)
    assert await stamping.run()
    found = await stamps.status()
    assert found.newest is not None
    assert (found.newest.size, found.problem) == (4, None)


async def test_only_one_of_two_processes_asks(
    following: Following, stamps: PostgresTimeStamps
) -> None:
    """A head that one process has claimed is not claimed by another one."""
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    assert await stamps.claim() is not None
    assert await stamps.claim() is None


async def test_answers_that_are_no_time_stamp(
    following: Following,
    stamping: HeadStamping,
    stamps: PostgresTimeStamps,
    authority: OpensslAuthority,
) -> None:
    """Other bytes, and the time stamp of an earlier request, are refused."""
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    authority.answer = b"<html>"
    await stamping.run()
    assert "is no time stamp" in str((await stamps.status()).problem)
    authority.answer = None
    following.wait(hours=1)
    assert await stamping.run()
    (first,) = await stamps.all()
    store(following.database_url, one_history("a", 3, 3))
    following.drain()
    following.wait(days=1)
    authority.answer = first.response
    assert not await stamping.run()
    assert "is not valid: Nonce mismatch" in str((await stamps.status()).problem)


async def test_an_authority_where_callbacks_may_not_go(
    following: Following, stamps: PostgresTimeStamps, authority: OpensslAuthority
) -> None:
    """An authority at a private address is not asked unless the configuration allows that network."""
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    async with HttpCaller(EgressPolicy(http=True)) as caller:
        await HeadStamping(
            log=stamps, authority=TimeStampAuthority(authority.url, caller, authority.root)
        ).run()
    assert "may not go" in str((await stamps.status()).problem)
    assert authority.requests == 0


async def test_an_authority_that_is_not_trusted(
    following: Following, stamps: PostgresTimeStamps, authority: OpensslAuthority, tmp_path: Path
) -> None:
    """A certificate that leads to none of the file, or of the system's, is refused, and so is a missing file."""
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    said = []
    other = make_authority(tmp_path / "other").root
    async with HttpCaller(_LOCAL) as caller:
        for trusted in (other, None, tmp_path / "missing"):
            asking = TimeStampAuthority(authority.url, caller, trusted)
            assert not await HeadStamping(log=stamps, authority=asking).run()
            said.append(str((await stamps.status()).problem))
            following.wait(hours=1)
    assert "is not valid" in said[0]
    assert "is not valid" in said[1] or "trusts no authority" in said[1]
    assert "missing cannot be read" in said[2]
