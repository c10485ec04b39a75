"""The 429 of a stranger is delayed, and the delayed requests are bounded in number."""

import asyncio

from fastapi import Response

from interfaces.http.pipeline.penalty import MOST_DELAYED, SECONDS, Penalty


class PausedSleep:
    """A sleep that ends when the test lets it."""

    def __init__(self) -> None:
        self.may_end = asyncio.Event()
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await self.may_end.wait()


async def test_a_response_is_returned_after_the_delay() -> None:
    """The response waits, and is returned unchanged."""
    sleep = PausedSleep()
    imposed = asyncio.create_task(Penalty(sleep).impose(Response(status_code=429)))
    await asyncio.sleep(0)
    assert (imposed.done(), sleep.seconds) == (False, [SECONDS])
    sleep.may_end.set()
    response = await imposed
    assert (response.status_code, "connection" in response.headers) == (429, False)


async def test_beyond_the_bound_the_connection_is_closed() -> None:
    """With MOST_DELAYED requests waiting, the next one is answered at once; afterwards requests wait again."""
    sleep = PausedSleep()
    penalty = Penalty(sleep)
    imposed = [asyncio.create_task(penalty.impose(Response())) for _ in range(MOST_DELAYED)]
    await asyncio.sleep(0)
    response = await penalty.impose(Response(status_code=429))
    assert response.headers["connection"] == "close"
    sleep.may_end.set()
    await asyncio.gather(*imposed)
    assert "connection" not in (await penalty.impose(Response())).headers


async def test_a_cancelled_request_leaves_its_place_in_the_delay() -> None:
    """A client that disconnects does not count towards the bound."""
    sleep = PausedSleep()
    penalty = Penalty(sleep)
    imposed = [asyncio.create_task(penalty.impose(Response())) for _ in range(MOST_DELAYED)]
    await asyncio.sleep(0)
    for each in imposed:
        each.cancel()
    await asyncio.gather(*imposed, return_exceptions=True)
    sleep.may_end.set()
    assert "connection" not in (await penalty.impose(Response())).headers
