"""The webhook service of one server process: deriving, sending and validating."""

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from types import TracebackType
from typing import Self

from application.webhooks.callbacks import Callbacks
from interfaces.storage.postgres.outbox.outbox import PostgresOutbox
from interfaces.storage.postgres.outbox.spec import outbox_spec
from interfaces.storage.postgres.projections.runner import ProjectionRunner
from interfaces.webhooks.egress_policy import EgressPolicy
from interfaces.webhooks.http_caller import HttpCaller
from interfaces.webhooks.purchase_validation import ShopValidation
from interfaces.webhooks.question_limit import MOST_QUESTIONS, QuestionLimit
from interfaces.webhooks.sealed_bodies import OpenBody, unchanged_body
from interfaces.webhooks.sender import Sender, SenderLimits


class WebhookService:
    """Derive deliveries while this process is the leader, and send them in every process.

    Entering it, once, opens the connections: up to four per process. `open_body` opens the personal data in bodies.
    """

    def __init__(
        self,
        database_url: str,
        *,
        callbacks: Sequence[Callbacks],
        reach: EgressPolicy,
        clock: Callable[[], datetime],
        open_body: OpenBody = unchanged_body,
        limits: SenderLimits | None = None,
        most_questions: int = MOST_QUESTIONS,
    ) -> None:
        self._caller = HttpCaller(reach)
        self._outbox = PostgresOutbox(database_url)
        self._sender = Sender(
            outbox=self._outbox,
            caller=self._caller,
            channels=[channel for each in callbacks for channel in each.channels],
            clock=clock,
            chance=random.random,
            limits=limits,
            open_body=open_body,
        )
        self._opened = AsyncExitStack()
        self._running: asyncio.AbstractEventLoop | None = None
        self._projector = ProjectionRunner(
            database_url, outbox_spec(database_url, callbacks, self._wake)
        )
        self.validation = ShopValidation(
            callbacks=callbacks,
            caller=self._caller,
            log=self._outbox,
            clock=clock,
            limit=QuestionLimit(most_questions),
        )

    async def __aenter__(self) -> Self:
        """Open everything. Raises StoreUnavailable if the database does not answer."""
        self._running = asyncio.get_running_loop()
        async with AsyncExitStack() as opened:
            await opened.enter_async_context(self._outbox)
            await opened.enter_async_context(self._caller)
            self._sender.open()
            opened.push_async_callback(self._sender.close)
            self._projector.start()
            opened.push_async_callback(asyncio.to_thread, self._projector.stop)
            self._opened = opened.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._opened.aclose()

    def _wake(self) -> None:
        """Wake the sender from the thread of the projector, which ends before the event loop."""
        if self._running is not None:
            self._running.call_soon_threadsafe(self._sender.wake)
