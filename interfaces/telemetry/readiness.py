"""Report whether this process can serve requests, for load balancers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from application.ports.event_store import StoreUnavailable

Facts = Mapping[str, object]
_TIMEOUT_SECONDS = 2.0


class NotReady(Exception):
    """A requirement is missing. The message says which."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """A check. `look` returns facts, or raises NotReady or StoreUnavailable.

    A check that does not `decide` is only reported. A lag, for example, affects all processes alike, and the process
    can still serve everything else.
    """

    look: Callable[[], Awaitable[Facts]]
    decides: bool = True


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """The result of all checks."""

    is_ready: bool
    checks: Mapping[str, Facts]


async def readiness(checks: Mapping[str, Check]) -> Readiness:
    """Run all checks concurrently, each for 2 seconds at most."""
    found = await asyncio.gather(*(_run(check) for check in checks.values()))
    is_ready = all(
        facts["ok"] or not check.decides
        for facts, check in zip(found, checks.values(), strict=True)
    )
    return Readiness(is_ready=is_ready, checks=dict(zip(checks, found, strict=True)))


async def _run(check: Check) -> Facts:
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            return {"ok": True, **await check.look()}
    except NotReady as error:
        return {"ok": False, "reason": str(error)}
    except StoreUnavailable:
        # The driver's message may name hosts and users, and this endpoint is public.
        return {"ok": False, "reason": "The database cannot be asked."}
    except TimeoutError:
        return {"ok": False, "reason": f"There was no answer in {_TIMEOUT_SECONDS:g} seconds."}
