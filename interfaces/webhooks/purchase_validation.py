"""Ask the shop, in its own dialect, whether a purchase may proceed.

Implements `application.ports.purchase_validation`.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from application.ports.purchase_validation import (
    NO_VALIDATION,
    Approved,
    OnWaiting,
    Validation,
    do_nothing,
)
from application.ports.webhooks.webhook_log import AttemptOutcome
from application.ports.webhooks.webhook_outbox import AttemptResult, QuestionLog
from application.webhooks.callbacks import Callbacks, ValidationQuestion
from domain.checkout import Checkout
from interfaces.runtime.receiver import receiver
from interfaces.webhooks.egress_policy import EgressRefused
from interfaces.webhooks.http_caller import HttpAnswer, HttpCaller, NoAnswer
from interfaces.webhooks.question_limit import QuestionLimit

_MOST_BYTES = 64 * 1024
_log = logging.getLogger("tillroll.delivery")


class ShopValidation:
    """Ask once, without retries, because a customer waits. Question and answer are stored before the result counts."""

    def __init__(
        self,
        *,
        callbacks: Sequence[Callbacks],
        caller: HttpCaller,
        log: QuestionLog,
        clock: Callable[[], datetime],
        limit: QuestionLimit | None = None,
    ) -> None:
        self._callbacks = {each.dialect: each for each in callbacks}
        self._caller = caller
        self._log = log
        self._clock = clock
        self._limit = limit or QuestionLimit()

    async def ask(self, checkout: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Return the decision of the shop.

        Raises ValidationBusy at the limit of questions, and StoreUnavailable if the question cannot be stored.
        """
        callbacks = self._callbacks.get(checkout.dialect)
        question = None if callbacks is None else callbacks.question(checkout)
        if question is None:
            return NO_VALIDATION
        # A merchant may name any number of hosts, so the limit is that of the merchant too.
        with self._limit.take(receiver(question.request.url), checkout.merchant):
            on_waiting()
            return await self._ask(checkout, question)

    async def _ask(self, checkout: Checkout, question: ValidationQuestion) -> Validation:
        at = self._clock()
        started_at = asyncio.get_running_loop().time()
        outcome, validation, status, problem = await self._answer(question)
        result = AttemptResult(
            outcome=outcome,
            milliseconds=round((asyncio.get_running_loop().time() - started_at) * 1000),
            status=status,
            problem=problem,
        )
        await self._log.keep(checkout, question.request, at, result, validation)
        return validation

    async def _answer(
        self, question: ValidationQuestion
    ) -> tuple[AttemptOutcome, Validation, int | None, str | None]:
        request = question.request
        try:
            answer = await self._caller.call(
                request.method,
                request.url,
                dict(request.headers),
                request.body,
                most_bytes=_MOST_BYTES,
            )
        except NoAnswer as error:
            return AttemptOutcome.UNANSWERED, question.unanswered, None, str(error)
        except EgressRefused as error:
            return AttemptOutcome.NOT_SENT, question.unanswered, None, str(error)
        validation = _validation_from(question, answer)
        outcome = (
            AttemptOutcome.DELIVERED
            if isinstance(validation, Approved)
            else AttemptOutcome.REJECTED
        )
        return outcome, validation, answer.status, None


def _validation_from(question: ValidationQuestion, answer: HttpAnswer) -> Validation:
    try:
        return question.understood(answer.status, answer.body)
    except Exception:
        _log.exception("an answer of status %s to a question was not understood", answer.status)
        return question.unanswered
