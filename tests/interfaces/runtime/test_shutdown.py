"""How long answers hear that the server is about to end."""

import asyncio
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from interfaces.runtime.shutdown import Shutdown

SIGNALS = [signal.SIGINT, signal.SIGTERM]


@pytest.fixture
def served() -> Iterator[list[int]]:
    """A server's own handlers, and the signals that reached them."""
    reached: list[int] = []

    def handle(number: int, _: FrameType | None) -> None:
        reached.append(number)

    before = {number: signal.signal(number, handle) for number in SIGNALS}
    yield reached
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
async def test_a_signal_is_heard_and_goes_on_to_the_server(
    served: list[int], number: signal.Signals
) -> None:
    """The server ends by the same signal that the streams end by."""
    ending = Shutdown()
    with ending.announced_by_signals():
        signal.raise_signal(number)
        await ending.wait()
    assert served == [number]


async def test_the_servers_handlers_are_put_back(served: list[int]) -> None:
    """Afterwards nothing is left of it."""
    handlers = [signal.getsignal(number) for number in SIGNALS]
    with Shutdown().announced_by_signals():
        assert [signal.getsignal(number) for number in SIGNALS] != handlers
    assert [signal.getsignal(number) for number in SIGNALS] == handlers
    assert served == []


async def test_a_signal_that_nobody_handles_is_left_alone(served: list[int]) -> None:
    """Where it is ignored, there is no server that would end by it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with Shutdown().announced_by_signals():
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    assert served == []


async def test_another_thread_cannot_hear_signals() -> None:
    """It is let in all the same, and told of nothing."""

    def elsewhere() -> bool:
        with Shutdown().announced_by_signals():
            return True

    assert await asyncio.to_thread(elsewhere)


async def test_sigterm_ends_the_server_after_the_time_of_draining(
    served: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    """Meanwhile it drains, neither streams nor the server end, and another SIGTERM changes nothing."""
    caplog.set_level("INFO", "tillroll")
    ending = Shutdown(drain_seconds=0.05)
    with ending.announced_by_signals():
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        assert (ending.is_draining, served) == (True, [])
        await ending.wait()
    assert served == [signal.SIGTERM]
    assert [each.message.partition(":")[0] for each in caplog.records] == ["draining"]


async def test_sigint_ends_a_server_that_drains(served: list[int]) -> None:
    """A person at the terminal does not wait, and the signal of before does not arrive after it."""
    ending = Shutdown(drain_seconds=600)
    with ending.announced_by_signals():
        signal.raise_signal(signal.SIGTERM)
        await asyncio.sleep(0)
        signal.raise_signal(signal.SIGINT)
        await ending.wait()
    assert served == [signal.SIGINT]
