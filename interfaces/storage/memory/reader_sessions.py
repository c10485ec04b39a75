"""The sessions of readers in memory, for unit tests."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from application.ports.reader_sessions import ReaderPreferences, ReaderSession


class InMemoryReaderSessions:
    """Sessions in a dict, by the digest of their token."""

    def __init__(self) -> None:
        self.stored: dict[bytes, ReaderSession] = {}

    async def start(self, session: ReaderSession) -> None:
        """Store a new session."""
        self.stored.setdefault(session.token_digest, session)

    async def find(self, token_digest: bytes) -> ReaderSession | None:
        """Return the session of a token; None if there is none."""
        return self.stored.get(token_digest)

    async def note_use(self, token_digest: bytes, at: datetime) -> None:
        """Record that the session was used at `at`."""
        if token_digest in self.stored:
            self.stored[token_digest] = replace(self.stored[token_digest], seen_at=at)

    async def choose(self, token_digest: bytes, preferences: ReaderPreferences) -> None:
        """Replace what the reader has chosen."""
        if token_digest in self.stored:
            self.stored[token_digest] = replace(self.stored[token_digest], preferences=preferences)

    async def end(self, token_digest: bytes) -> None:
        """Delete a session, if there is one."""
        self.stored.pop(token_digest, None)

    async def end_all(self, reader: str, person: str) -> None:
        """Delete every session of a person who used the keys of a reader."""
        self._keep(lambda each: (each.reader, each.person) != (reader, person))

    async def end_started_before(self, at: datetime) -> None:
        """Delete the sessions that started before `at`."""
        self._keep(lambda each: each.started_at >= at)

    async def seen_since(self, at: datetime, limit: int) -> Sequence[ReaderSession]:
        """Return the sessions that were used at `at` or later, the one used last first."""
        found = [each for each in self.stored.values() if each.seen_at >= at]
        return sorted(found, key=lambda each: each.seen_at, reverse=True)[:limit]

    def _keep(self, is_kept: Callable[[ReaderSession], bool]) -> None:
        self.stored = {digest: each for digest, each in self.stored.items() if is_kept(each)}
