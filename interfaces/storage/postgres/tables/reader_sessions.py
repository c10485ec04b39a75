"""The sessions of readers in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg.types.numeric import Int8

from application.ports.reader_sessions import ReaderPreferences, ReaderSession
from interfaces.storage.postgres.connections.pool import StatementPool

_START = """
INSERT INTO tillroll.console_sessions (
    token_digest, key_digest, reader, person, started_at, seen_at, language, zone, theme
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT DO NOTHING
"""
_FIND = """
SELECT key_digest, reader, person, started_at, seen_at, language, zone, theme
FROM tillroll.console_sessions WHERE token_digest = $1
"""
_SEEN_SINCE = """
SELECT token_digest, key_digest, reader, person, started_at, seen_at, language, zone, theme
FROM tillroll.console_sessions WHERE seen_at >= $1 ORDER BY seen_at DESC LIMIT $2
"""
_NOTE_USE = "UPDATE tillroll.console_sessions SET seen_at = $2 WHERE token_digest = $1"
_CHOOSE = """
UPDATE tillroll.console_sessions SET language = $2, zone = $3, theme = $4 WHERE token_digest = $1
"""
_END = "DELETE FROM tillroll.console_sessions WHERE token_digest = $1"
_END_ALL = "DELETE FROM tillroll.console_sessions WHERE reader = $1 AND person = $2"
_END_OLD = "DELETE FROM tillroll.console_sessions WHERE started_at < $1"


class PostgresReaderSessions:
    """Reads and writes sessions through a pool that it does not own. Every method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def start(self, session: ReaderSession) -> None:
        """Store a new session durably."""
        chosen = session.preferences
        await self._pool.rows(
            _START,
            (
                session.token_digest,
                session.key_digest,
                session.reader,
                session.person,
                session.started_at,
                session.seen_at,
                chosen.language,
                chosen.zone,
                chosen.theme,
            ),
        )

    async def find(self, token_digest: bytes) -> ReaderSession | None:
        """Return the session of a token; None if there is none."""
        rows = await self._pool.rows(_FIND, (token_digest,))
        if not rows:
            return None
        return _session(token_digest, rows[0])

    async def note_use(self, token_digest: bytes, at: datetime) -> None:
        """Record that the session was used at `at`."""
        await self._pool.rows(_NOTE_USE, (token_digest, at))

    async def choose(self, token_digest: bytes, preferences: ReaderPreferences) -> None:
        """Replace what the reader has chosen."""
        chosen = (preferences.language, preferences.zone, preferences.theme)
        await self._pool.rows(_CHOOSE, (token_digest, *chosen))

    async def end(self, token_digest: bytes) -> None:
        """Delete a session, if there is one."""
        await self._pool.rows(_END, (token_digest,))

    async def end_all(self, reader: str, person: str) -> None:
        """Delete every session of a person who used the keys of a reader."""
        await self._pool.rows(_END_ALL, (reader, person))

    async def end_started_before(self, at: datetime) -> None:
        """Delete the sessions that started before `at`."""
        await self._pool.rows(_END_OLD, (at,))

    async def seen_since(self, at: datetime, limit: int) -> Sequence[ReaderSession]:
        """Return the sessions that were used at `at` or later, the one used last first."""
        rows = await self._pool.rows(_SEEN_SINCE, (at, Int8(limit)))
        return [_session(bytes(row[0]), row[1:]) for row in rows]


def _session(token_digest: bytes, row: tuple[Any, ...]) -> ReaderSession:
    key_digest, reader, person, started_at, seen_at, language, zone, theme = row
    return ReaderSession(
        token_digest=token_digest,
        key_digest=key_digest,
        reader=reader,
        person=person,
        started_at=started_at,
        seen_at=seen_at,
        preferences=ReaderPreferences(language=language, zone=zone, theme=theme),
    )
