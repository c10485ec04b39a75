"""Send due deliveries concurrently, with a limit per receiver. Each attempt is recorded before and after it."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.ports.event_store import StoreUnavailable
from application.ports.person_vault import TamperedField
from application.ports.webhooks.webhook_log import AttemptOutcome, DeliveryState
from application.ports.webhooks.webhook_outbox import AttemptResult, Claim, DeliveryStatus, Outbox
from application.webhooks.callbacks import CannotSign, Channel, Verdict
from interfaces.runtime.outage_log import OutageLog
from interfaces.runtime.tasks import cancel_and_wait
from interfaces.webhooks.egress_policy import EgressRefused
from interfaces.webhooks.http_caller import HttpCaller, NoAnswer
from interfaces.webhooks.sealed_bodies import OpenBody, unchanged_body
from interfaces.webhooks.sent_requests import attempt_headers, open_request

JITTER = 0.1
_POLL_SECONDS = 0.5
_PAUSE_SECONDS = 1.0
_SETTLING_SECONDS = 5.0
_UNKNOWN_CHANNEL = timedelta(minutes=10)
_MOST_FAILING = 10_000
_log = logging.getLogger("tillroll.delivery")


@dataclass(frozen=True, kw_only=True)
class SenderLimits:
    """The limits of one process.

    `together` is the number of concurrent deliveries, `to_each` that to one receiver. A receiver whose last attempt had
    no answer gets one delivery at a time, so that unreachable receivers cannot use up the capacity. `lease` is the
    duration of a claim. It exceeds the time limit of a call, and a delivery waits for its end after its process died.
    """

    together: int = 256
    to_each: int = 4
    lease: timedelta = timedelta(minutes=1)
    grace_seconds: float = 5.0


class Sender:
    """The sender of one process. Any number of processes may send from one outbox."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        caller: HttpCaller,
        channels: Iterable[Channel],
        clock: Callable[[], datetime],
        chance: Callable[[], float],
        limits: SenderLimits | None = None,
        open_body: OpenBody = unchanged_body,
    ) -> None:
        """`chance` returns a number from 0 to 1 that scales the jitter of a retry (at most a tenth of its delay)."""
        self._outbox = outbox
        self._caller = caller
        self._channels = {channel.name: channel for channel in channels}
        self._clock = clock
        self._chance = chance
        self._limits = limits or SenderLimits()
        self._open_body = open_body
        self._sending: dict[asyncio.Task[None], str] = {}
        self._failing: set[str] = set()
        self._more = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start the loop that sends."""
        self._loop = asyncio.create_task(self._run_loop())

    async def close(self) -> None:
        """Stop claiming, wait for running deliveries up to the grace period and cancel the rest for a retry.

        A closing that is cancelled does not wait, and cancels all of them.
        """
        try:
            if self._loop is not None:
                await cancel_and_wait(self._loop)
            if self._sending:
                await asyncio.wait(self._sending, timeout=self._limits.grace_seconds)
        finally:
            await self._cancel_deliveries()

    async def _cancel_deliveries(self) -> None:
        late = set(self._sending)
        for task in late:
            task.cancel()
        if late:
            # A cancelled delivery records its outcome, which a second cancellation would interrupt.
            await asyncio.wait(late, timeout=_SETTLING_SECONDS)
            await asyncio.gather(*map(cancel_and_wait, late))

    def wake(self) -> None:
        """Make the loop look for due deliveries now."""
        self._more.set()

    async def send_due(self) -> int:
        """Claim due deliveries, start sending them and return their number. Raises StoreUnavailable."""
        room = self._limits.together - len(self._sending)
        if room <= 0:
            return 0
        at = self._clock()
        claimed = await self._outbox.claim(
            at=at,
            until=at + self._limits.lease,
            most=room,
            each=self._limits.to_each,
            busy=self._busy(),
        )
        for delivery in claimed:
            task = asyncio.create_task(self._send(delivery))
            self._sending[task] = delivery.receiver
            task.add_done_callback(self._on_done)
        return len(claimed)

    async def wait_until_idle(self) -> None:
        """Wait until no delivery is running."""
        while self._sending:
            await asyncio.wait(self._sending)

    async def _run_loop(self) -> None:
        outage = OutageLog("callbacks")
        while True:
            self._more.clear()
            try:
                while await self.send_due():
                    pass
                outage.works()
            except StoreUnavailable as error:
                outage.waits(error)
                await asyncio.sleep(_PAUSE_SECONDS)
            except Exception as error:
                outage.broke_off(error)
                await asyncio.sleep(_PAUSE_SECONDS)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_POLL_SECONDS):
                    await self._more.wait()

    def _busy(self) -> dict[str, int]:
        busy = Counter(self._sending.values())
        for receiver in self._failing:
            busy[receiver] += self._limits.to_each - 1
        return busy

    def _on_done(self, task: "asyncio.Task[None]") -> None:
        del self._sending[task]
        self._more.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            # The claim expires, and the delivery is sent again.
            _log.error("a callback was sent and could not be settled: %r", error)

    async def _send(self, claimed: Claim) -> None:
        started_at = asyncio.get_running_loop().time()

        def result(
            outcome: AttemptOutcome, status: int | None = None, problem: str | None = None
        ) -> AttemptResult:
            took = asyncio.get_running_loop().time() - started_at
            return AttemptResult(
                outcome=outcome, milliseconds=round(took * 1000), status=status, problem=problem
            )

        channel = self._channels.get(claimed.outgoing.channel)
        if channel is None:
            later = DeliveryStatus(
                state=DeliveryState.WAITING,
                due=self._clock() + _UNKNOWN_CHANNEL,
                failures=claimed.failures,
            )
            problem = f"This server knows nothing of {claimed.outgoing.channel}."
            await self._settle(claimed, result(AttemptOutcome.NOT_SENT, problem=problem), later)
            return
        try:
            status = await self._call(claimed, channel)
        except asyncio.CancelledError:
            now = DeliveryStatus(
                state=DeliveryState.WAITING, due=self._clock(), failures=claimed.failures
            )
            await self._settle(claimed, result(AttemptOutcome.BROKEN_OFF), now)
            raise
        except EgressRefused as error:
            attempt = result(AttemptOutcome.NOT_SENT, problem=str(error))
            verdict = Verdict.AGAIN if error.may_pass else None
        except (CannotSign, StoreUnavailable) as error:
            attempt = result(AttemptOutcome.NOT_SENT, problem=str(error))
            verdict = Verdict.AGAIN
        except TamperedField as error:
            attempt = result(AttemptOutcome.NOT_SENT, problem=str(error))
            verdict = None
        except NoAnswer as error:
            attempt = result(AttemptOutcome.UNANSWERED, problem=str(error))
            verdict = Verdict.AGAIN
        else:
            verdict = channel.judge(status)
            delivered = verdict is Verdict.DELIVERED
            attempt = result(
                AttemptOutcome.DELIVERED if delivered else AttemptOutcome.REJECTED, status
            )
        self._note_outcome(claimed.receiver, attempt.outcome)
        await self._settle(claimed, attempt, self._next_status(claimed, channel, verdict))

    async def _call(self, claimed: Claim, channel: Channel) -> int:
        outgoing = await open_request(claimed.outgoing, claimed.checkout_id, self._open_body)
        headers = attempt_headers(channel, claimed.merchant, outgoing, self._clock())
        answer = await self._caller.call(outgoing.method, outgoing.url, headers, outgoing.body)
        return answer.status

    def _next_status(
        self, claimed: Claim, channel: Channel, verdict: Verdict | None
    ) -> DeliveryStatus:
        now = self._clock()
        failures = claimed.failures
        match verdict:
            case Verdict.DELIVERED:
                return DeliveryStatus(state=DeliveryState.DELIVERED, due=now, failures=failures)
            case Verdict.ENDED:
                return DeliveryStatus(state=DeliveryState.ENDED, due=now, failures=failures)
            case Verdict.AGAIN if failures < len(channel.again_after):
                after = channel.again_after[failures] * (1 + JITTER * self._chance())
                return DeliveryStatus(
                    state=DeliveryState.WAITING, due=now + after, failures=failures + 1
                )
            case _:
                return DeliveryStatus(state=DeliveryState.PARKED, due=now, failures=failures + 1)

    async def _settle(self, claimed: Claim, result: AttemptResult, status: DeliveryStatus) -> None:
        """Record the outcome, with retries until the claim expires and another process may claim the delivery."""
        while True:
            try:
                return await self._outbox.settle(claimed, result, status)
            except StoreUnavailable:
                if self._clock() >= claimed.until:
                    raise
            await asyncio.sleep(_PAUSE_SECONDS)

    def _note_outcome(self, receiver: str, outcome: AttemptOutcome) -> None:
        if outcome is not AttemptOutcome.UNANSWERED:
            self._failing.discard(receiver)
        elif len(self._failing) < _MOST_FAILING:
            self._failing.add(receiver)
