"""Report to load balancers that this process turns requests away, and its places to operators."""

import asyncio
from collections.abc import Callable, Mapping

from interfaces.http.pipeline.admission import Admission
from interfaces.telemetry.readiness import Check, Facts, NotReady

_INTERVAL_SECONDS = 1.0


def places_check(admission: Admission) -> Check:
    """Check that no request of a merchant or a payment side was turned away in the last 10 seconds.

    Strangers that are turned away do not make the process unready: otherwise a stranger could take every process out
    of the load balancer, by sending more than the share of strangers.
    """

    async def look() -> Facts:
        crowded = admission.crowded_shares()
        if crowded:
            shares = " and ".join(crowded)
            raise NotReady(f"Requests of {shares} are turned away for lack of places.")
        return {"taken": admission.taken_places()}

    return Check(look=look)


async def publish_places(
    admission: Admission, publish: Callable[[Mapping[str, int]], None]
) -> None:
    """Publish the taken places every second until the task is cancelled; each request would be too often."""
    while True:
        publish(admission.taken_places())
        await asyncio.sleep(_INTERVAL_SECONDS)
