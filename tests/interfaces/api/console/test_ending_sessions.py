"""When a session ends: with time, without use, by the reader, and with its key."""

from datetime import timedelta

from tests.interfaces.api.console.console_fixture import AUDITOR, KEY, KEYS, SAME_ORIGIN, Console

SEARCH = "/console/search"
ENDED = "/console/sign-in?next=/console/search&ended=1"


async def location(console: Console) -> str:
    """Where the search page leads; empty where it is shown."""
    answer = await console.browser.get(SEARCH)
    return str(answer.headers.get("Location", ""))


async def test_a_session_ends_without_use(signed_in: Console) -> None:
    """A session of 30 idle minutes has ended, and one that is used every 20 minutes has not."""
    for _ in range(3):
        signed_in.history.now += timedelta(minutes=20)
        assert await location(signed_in) == ""
    signed_in.history.now += timedelta(minutes=30)
    assert await location(signed_in) == ENDED
    assert not signed_in.history.storage.reader_sessions.stored


async def test_a_session_ends_after_its_longest_time(signed_in: Console) -> None:
    """After eight hours a session ends, however often it is used."""
    for _ in range(8 * 3 - 1):
        signed_in.history.now += timedelta(minutes=20)
        assert await location(signed_in) == ""
    signed_in.history.now += timedelta(minutes=20)
    assert await location(signed_in) == ENDED


async def test_a_session_ends_with_its_key(signed_in: Console) -> None:
    """A key that a reload takes out of the configuration ends its sessions, and no others."""
    signed_in.keys.replace(tuple(each for each in KEYS if each.key != AUDITOR))
    assert await location(signed_in) == ""
    signed_in.keys.replace(tuple(each for each in KEYS if each.key != KEY))
    assert await location(signed_in) == ENDED


async def test_a_reader_signs_out(signed_in: Console) -> None:
    """The session is deleted and the browser forgets the cookie."""
    answer = await signed_in.post("/console/sign-out")
    assert answer.headers["Location"] == "/console/sign-in?out=1"
    assert 'tillroll=""' in answer.headers["Set-Cookie"]
    assert not signed_in.history.storage.reader_sessions.stored


async def test_a_reader_signs_out_everywhere(signed_in: Console) -> None:
    """Every session of this person with this key's name ends, and those of other persons do not."""
    form = {"key": KEY, "person": "Eva"}
    for person in ("Eva", "Bo"):
        async with signed_in.new_browser() as other:
            await other.post(
                "/console/sign-in", data={**form, "person": person}, headers=SAME_ORIGIN
            )
    await signed_in.post("/console/sign-out", everywhere="1")
    (left,) = signed_in.history.storage.reader_sessions.stored.values()
    assert left.person == "Bo"


async def test_old_sessions_are_deleted_at_the_next_sign_in(signed_in: Console) -> None:
    """A sign-in deletes the sessions of browsers that never came back."""
    signed_in.history.now += timedelta(days=1)
    await signed_in.sign_in(AUDITOR)
    (session,) = signed_in.history.storage.reader_sessions.stored.values()
    assert session.reader == "demo-auditor"
