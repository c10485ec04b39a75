"""Fetches the profiles of platforms, by the egress rules of callbacks, and keeps them as long as HTTP allows.

Several requests for one profile wait for one fetch. A profile is kept at least a minute, whatever its server says, and
a failure for a time that doubles. The URL is the caller's choice, so no message says what is at its address.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from interfaces.dialects.ucp.negotiation.errors import ProfileMalformed, ProfileUnreachable
from interfaces.dialects.ucp.negotiation.profile import Profile, read_profile
from interfaces.http.errors.request_errors import Unavailable
from interfaces.webhooks.egress_policy import EgressRefused
from interfaces.webhooks.http_caller import HttpAnswer, NoAnswer

FETCH_SECONDS: Final = 3.0
LARGEST: Final = 256 * 1024
MOST_PROFILES: Final = 1000
MOST_FETCHES: Final = 32
SHORTEST: Final = 60.0
USUAL: Final = 300.0
LONGEST: Final = 86_400.0
_FIRST_PAUSE: Final = 10.0
_LONGEST_PAUSE: Final = 600.0
_MAX_AGE: Final = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})")
_HEADERS: Final = {"Accept": "application/json"}


@dataclass(frozen=True, kw_only=True)
class _Known:
    """A profile or a failure, until a time of the monotonic clock. `pause` is how long the failure is kept.

    `fetched` is when it was fetched.
    """

    until: float
    fetched: float
    found: Profile | ProfileUnreachable | ProfileMalformed
    pause: float = 0.0


class Fetch(Protocol):
    """A GET of a URL, as `HttpCaller` sends it."""

    async def call(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        most_bytes: int = 0,
    ) -> HttpAnswer:
        """Return the answer. Raises NoAnswer and EgressRefused."""
        ...


class PlatformProfiles:
    """The profiles that this process knows. `monotonic` returns seconds."""

    def __init__(self, caller: Fetch, monotonic: Callable[[], float]) -> None:
        self._caller = caller
        self._monotonic = monotonic
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._fetches: dict[str, asyncio.Task[_Known]] = {}

    async def get(self, url: str) -> Profile:
        """Return the profile at a URL. Raises ProfileUnreachable, ProfileMalformed, and Unavailable at the limit."""
        known = self._known.get(url)
        if known is None or known.until <= self._monotonic():
            known = await asyncio.shield(self._shared_fetch(url))
        if isinstance(known.found, Profile):
            return known.found
        raise type(known.found)(known.found.reason)

    async def renew(self, url: str) -> Profile:
        """Return the profile at a URL as it is now, or as it was within the last minute: its keys may be new.

        Raises the same as `get`.
        """
        known = self._known.get(url)
        if known is None or self._monotonic() - known.fetched >= SHORTEST:
            await asyncio.shield(self._shared_fetch(url))
        return await self.get(url)

    def _shared_fetch(self, url: str) -> "asyncio.Task[_Known]":
        task = self._fetches.get(url)
        if task is None:
            if len(self._fetches) >= MOST_FETCHES:
                raise Unavailable(2)
            task = self._fetches[url] = asyncio.create_task(self._fetch(url))
        return task

    async def _fetch(self, url: str) -> _Known:
        before = self._known.get(url)
        try:
            known = await self._ask(url, 0.0 if before is None else before.pause)
            if before is not None and not isinstance(known.found, Profile):
                known = self._last_good(before) or known
            self._known[url] = known
            self._known.move_to_end(url)
            if len(self._known) > MOST_PROFILES:
                self._known.popitem(last=False)
            return known
        finally:
            del self._fetches[url]

    def _last_good(self, before: _Known) -> _Known | None:
        """Return what was known, if it is a profile that may still be used; it is not fetched anew for a minute."""
        now = self._monotonic()
        is_good = isinstance(before.found, Profile) and before.until > now
        return replace(before, fetched=now) if is_good else None

    async def _ask(self, url: str, pause: float) -> _Known:
        try:
            answer = await self._caller.call("GET", url, _HEADERS, most_bytes=LARGEST + 1)
            profile = _profile_in(answer)
        except EgressRefused as error:
            reason = "Its address may not be reached." if error.may_pass else str(error)
            failure: ProfileUnreachable | ProfileMalformed = ProfileUnreachable(reason)
        except NoAnswer:
            failure = ProfileUnreachable("There was no answer.")
        except (ProfileUnreachable, ProfileMalformed) as error:
            failure = error
        else:
            now = self._monotonic()
            until = now + lifetime_of(answer.cache_control)
            return _Known(until=until, fetched=now, found=profile)
        pause = min(max(2 * pause, _FIRST_PAUSE), _LONGEST_PAUSE)
        now = self._monotonic()
        return _Known(until=now + pause, fetched=now, found=failure, pause=pause)


def lifetime_of(cache_control: str) -> float:
    """Return for how many seconds an answer is kept."""
    text = cache_control.lower()
    if any(word in text for word in ("no-store", "no-cache", "private")):
        return SHORTEST
    found = _MAX_AGE.search(text)
    return USUAL if found is None else min(max(float(found[1]), SHORTEST), LONGEST)


def _profile_in(answer: HttpAnswer) -> Profile:
    if answer.status != 200:
        raise ProfileUnreachable(f"Its server answered {answer.status}.")
    if len(answer.body) > LARGEST:
        raise ProfileMalformed(f"It is larger than {LARGEST} bytes.")
    return read_profile(answer.body)
