"""The sessions of readers who have signed in to the console.

A session is found by the SHA-256 of the token that its cookie has, so that a copy of the store opens no session.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class ReaderPreferences:
    """What a reader has chosen: empty for what the browser asks for.

    `language` is a code as in `sv`, `zone` a name of the IANA database, `theme` is `light` or `dark`.
    """

    language: str = ""
    zone: str = ""
    theme: str = ""


@dataclass(frozen=True, kw_only=True)
class ReaderSession:
    """One session. `key_digest` names the history key of the sign-in, `person` who used it (may be empty)."""

    token_digest: bytes
    key_digest: bytes
    reader: str
    person: str
    started_at: datetime
    seen_at: datetime
    preferences: ReaderPreferences = ReaderPreferences()

    @property
    def actor(self) -> str:
        """The name of the reader in the access log."""
        return f"history:{self.reader}/{self.person}" if self.person else f"history:{self.reader}"


class ReaderSessions(Protocol):
    """Stores the sessions. Every method may be repeated, and raises StoreUnavailable."""

    async def start(self, session: ReaderSession) -> None:
        """Store a new session durably."""

    async def find(self, token_digest: bytes) -> ReaderSession | None:
        """Return the session of a token; None if there is none."""

    async def note_use(self, token_digest: bytes, at: datetime) -> None:
        """Record that the session was used at `at`."""

    async def choose(self, token_digest: bytes, preferences: ReaderPreferences) -> None:
        """Replace what the reader has chosen."""

    async def end(self, token_digest: bytes) -> None:
        """Delete a session. Without such a session, do nothing."""

    async def end_all(self, reader: str, person: str) -> None:
        """Delete every session of a person who used the keys of a reader."""

    async def end_started_before(self, at: datetime) -> None:
        """Delete the sessions that started before `at`."""

    async def seen_since(self, at: datetime, limit: int) -> Sequence[ReaderSession]:
        """Return up to `limit` sessions that were used at `at` or later, the one used last first."""
