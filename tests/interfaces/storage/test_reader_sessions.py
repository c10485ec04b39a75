"""The contract of every store of reader sessions."""

from dataclasses import replace
from datetime import timedelta

from application.ports.reader_sessions import ReaderPreferences, ReaderSession
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT

SESSION = ReaderSession(
    token_digest=b"\x00token",
    key_digest=b"\xffkey",
    reader="audit",
    person="Eva Ö",
    started_at=AT,
    seen_at=AT,
    preferences=ReaderPreferences(zone="Europe/Stockholm"),
)
LATER = AT + timedelta(hours=1)


async def test_a_session_is_found_by_its_digest(storage: Storage) -> None:
    """A session is read with all its values, also when it was stored twice, and no other digest finds it."""
    sessions = storage.reader_sessions
    await sessions.start(SESSION)
    await sessions.start(SESSION)
    assert await sessions.find(SESSION.token_digest) == SESSION
    assert await sessions.find(b"another") is None


async def test_its_use_and_choices_are_kept(storage: Storage) -> None:
    """The time of the last use and the choices are replaced. Those of an ended session are ignored."""
    sessions = storage.reader_sessions
    chosen = ReaderPreferences(language="sv", zone="UTC", theme="dark")
    await sessions.start(SESSION)
    await sessions.note_use(SESSION.token_digest, LATER)
    await sessions.choose(SESSION.token_digest, chosen)
    changed = replace(SESSION, seen_at=LATER, preferences=chosen)
    assert await sessions.find(SESSION.token_digest) == changed
    await sessions.end(SESSION.token_digest)
    await sessions.note_use(SESSION.token_digest, LATER)
    await sessions.choose(SESSION.token_digest, chosen)
    assert await sessions.find(SESSION.token_digest) is None


async def test_sessions_of_one_person_end_together(storage: Storage) -> None:
    """Those of other persons, and of the same name with another key, do not end."""
    sessions = storage.reader_sessions
    others = [
        replace(SESSION, token_digest=b"2", person="Bo"),
        replace(SESSION, token_digest=b"3", reader="shop"),
    ]
    for each in (SESSION, replace(SESSION, token_digest=b"1"), *others):
        await sessions.start(each)
    await sessions.end_all("audit", "Eva Ö")
    found = [await sessions.find(digest) for digest in (SESSION.token_digest, b"1", b"2", b"3")]
    assert found == [None, None, *others]


async def test_old_sessions_end(storage: Storage) -> None:
    """Sessions that started before a time end, and one that started then does not."""
    sessions = storage.reader_sessions
    young = replace(SESSION, token_digest=b"young", started_at=LATER)
    await sessions.start(SESSION)
    await sessions.start(young)
    await sessions.end_started_before(LATER)
    assert await sessions.find(SESSION.token_digest) is None
    assert await sessions.find(b"young") == young
