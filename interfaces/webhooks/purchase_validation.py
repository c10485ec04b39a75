"""Asks the shop, in its own dialect, whether a purchase may go on; implements
`application.ports.purchase_validation`.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from application.ports.purchase_validation import NOT_ASKED, Approved, Validation
from application.ports.webhook_log import AttemptOutcome
from application.ports.webhook_outbox import AttemptResult, QuestionLog
from application.webhooks.callbacks import Callbacks, ValidationQuestion
from domain.checkout import Checkout
from interfaces.webhooks.egress_policy import EgressRefused
from interfaces.webhooks.http_caller import HttpAnswer, HttpCaller, NoAnswer

_MOST_BYTES = 64 * 1024
_log = logging.getLogger("tillroll.delivery")


class ShopValidation:
    """Asks once, without retries: a customer is waiting. What was asked and answered is kept before it counts."""

    def __init__(
        self,
        *,
        callbacks: Sequence[Callbacks],
        caller: HttpCaller,
        log: QuestionLog,
        clock: Callable[[], datetime],
    ) -> None:
        self._callbacks = {each.dialect: each for each in callbacks}
        self._caller = caller
        self._kept = log
        self._clock = clock

    async def ask(self, checkout: Checkout) -> Validation:
        """What the shop says to the purchase. Raises StoreUnavailable where the question cannot be kept."""
        callbacks = self._callbacks.get(checkout.dialect)
        question = None if callbacks is None else callbacks.question(checkout)
        if question is None:
            return NOT_ASKED
        at = self._clock()
        began = asyncio.get_running_loop().time()
        outcome, said, status, problem = await self._answer(question)
        made = AttemptResult(
            outcome=outcome,
            milliseconds=round((asyncio.get_running_loop().time() - began) * 1000),
            status=status,
            problem=problem,
        )
        await self._kept.keep(checkout, question.request, at, made, said)
        return said

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
        said = _understood(question, answer)
        outcome = (
            AttemptOutcome.DELIVERED if isinstance(said, Approved) else AttemptOutcome.REJECTED
        )
        return outcome, said, answer.status, None


def _understood(question: ValidationQuestion, answer: HttpAnswer) -> Validation:
    try:
        return question.understood(answer.status, answer.body)
    except Exception:
        _log.exception("an answer of status %s to a question was not understood", answer.status)
        return question.unanswered
