"""Whether this process can serve: what a load balancer asks before it sends requests."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from application.ports.event_store import StoreUnavailable

Facts = Mapping[str, object]
_SECONDS = 2.0


class NotReady(Exception):
    """Something is missing; the message says what."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that is looked at. `look` answers facts, or raises NotReady or StoreUnavailable.

    Unless it `decides`, it is only told of: a process that lags behind with something serves the rest all the same,
    and its neighbours lag likewise.
    """

    look: Callable[[], Awaitable[Facts]]
    decides: bool = True


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """What was found, check by check."""

    is_ready: bool
    checks: Mapping[str, Facts]


async def readiness(checks: Mapping[str, Check]) -> Readiness:
    """Looks at everything at once, for two seconds at most."""
    found = await asyncio.gather(*(_looked(check) for check in checks.values()))
    is_ready = all(
        facts["ok"] or not check.decides
        for facts, check in zip(found, checks.values(), strict=True)
    )
    return Readiness(is_ready=is_ready, checks=dict(zip(checks, found, strict=True)))


async def _looked(check: Check) -> Facts:
    try:
        async with asyncio.timeout(_SECONDS):
            return {"ok": True, **await check.look()}
    except NotReady as error:
        return {"ok": False, "reason": str(error)}
    except StoreUnavailable:
        # Its own words may name hosts and users, and anybody may ask.
        return {"ok": False, "reason": "The database cannot be asked."}
    except TimeoutError:
        return {"ok": False, "reason": f"There was no answer in {_SECONDS:g} seconds."}
