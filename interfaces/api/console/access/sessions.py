"""Sign in with a history key, find the reader of a session, and end sessions.

A session ends with the time that the configuration allows, without use, when the reader signs out, and when its key is
taken out of the configuration. Its token is 32 random bytes; the store has the SHA-256 of them.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from application.ports.reader_sessions import ReaderPreferences, ReaderSession, ReaderSessions
from interfaces.api.readers.auth import HistoryKeys, Reader
from interfaces.api.readers.settings import HistoryKey
from interfaces.runtime.live import Live
from interfaces.runtime.secret_digests import digest_of_sent

_FORM_PURPOSE: Final = b"tillroll console form"
_USE_NOTED_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """A reader with a session. `form_token` is in every form of the session."""

    reader: Reader
    session: ReaderSession
    form_token: str
    ends_at: datetime

    @property
    def preferences(self) -> ReaderPreferences:
        """What the reader has chosen."""
        return self.session.preferences


@dataclass(frozen=True)
class SessionLimits:
    """The longest time of a session, and the longest time in it without a request."""

    lasts: timedelta
    idle: timedelta


class ConsoleSessions:
    """The sessions of all readers. `new_token` returns a random text of 32 bytes or more."""

    def __init__(
        self,
        store: ReaderSessions,
        keys: Live[Sequence[HistoryKey]],
        *,
        limits: SessionLimits,
        clock: Callable[[], datetime],
        new_token: Callable[[], str],
    ) -> None:
        self._store = store
        self._keys = keys.derive(HistoryKeys)
        self._limits = limits
        self._clock = clock
        self._new_token = new_token

    def reader_of_key(self, key: str, person: str) -> Reader:
        """Return the reader who has this key. Raises Unauthenticated."""
        # As a header carries it: bytes that the server decodes as Latin-1.
        reader = self._keys.now.reader(key.encode("utf-8", "replace").decode("latin-1") or None)
        return replace(reader, person=person)

    async def start(self, reader: Reader, key: str, preferences: ReaderPreferences) -> str:
        """Begin a session of a reader and return its token. Sessions that are too old are deleted."""
        now = self._clock()
        token = self._new_token()
        await self._store.end_started_before(now - self._limits.lasts)
        await self._store.start(
            ReaderSession(
                token_digest=_digest(token),
                key_digest=digest_of_sent(key.encode("utf-8", "replace")),
                reader=reader.name,
                person=reader.person,
                started_at=now,
                seen_at=now,
                preferences=preferences,
            )
        )
        return token

    async def find(self, token: str, *, is_use: bool = True) -> SignedIn | None:
        """Return the reader of a token; None if the session has ended.

        The use of it is recorded, unless a page asked by itself: without `is_use` an open page keeps no session alive.
        """
        session = await self._store.find(_digest(token))
        if session is None:
            return None
        now = self._clock()
        reader = self._now(session)
        if reader is None:
            await self._store.end(session.token_digest)
            return None
        if is_use and now - session.seen_at >= _USE_NOTED_AFTER:
            await self._store.note_use(session.token_digest, now)
        return SignedIn(
            reader=replace(reader, person=session.person),
            session=session,
            form_token=_form_token(token),
            ends_at=min(session.started_at + self._limits.lasts, now + self._limits.idle),
        )

    async def has_ended(self, signed_in: SignedIn) -> bool:
        """Return whether the session of a reader has ended since. Asking is no use of it."""
        session = await self._store.find(signed_in.session.token_digest)
        return session is None or self._now(session) is None

    def has_same_rights(self, signed_in: SignedIn) -> bool:
        """Return whether the key of a reader has the merchants and scopes that it had at the last request."""
        reader = self._keys.now.reader_of_digest(signed_in.session.key_digest)
        return reader is not None and replace(reader, person=signed_in.reader.person) == (
            signed_in.reader
        )

    async def choose(self, session: ReaderSession, preferences: ReaderPreferences) -> None:
        """Keep what the reader has chosen for the rest of the session."""
        await self._store.choose(session.token_digest, preferences)

    async def end(self, session: ReaderSession) -> None:
        """End this session, and no other one."""
        await self._store.end(session.token_digest)

    async def end_everywhere(self, session: ReaderSession) -> None:
        """End every session of the person who has this one."""
        await self._store.end_all(session.reader, session.person)

    def _now(self, session: ReaderSession) -> Reader | None:
        """Return the reader of a session with the rights that the key has now; None if the session has ended."""
        ends_at = min(session.started_at + self._limits.lasts, session.seen_at + self._limits.idle)
        if self._clock() >= ends_at:
            return None
        return self._keys.now.reader_of_digest(session.key_digest)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _form_token(token: str) -> str:
    return hmac.new(token.encode("utf-8", "replace"), _FORM_PURPOSE, hashlib.sha256).hexdigest()
