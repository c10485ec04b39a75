"""Limit the questions that wait for the answer of one shop.

A customer's commitment waits up to ten seconds for the shop's server. Without a limit, one slow server would hold any
number of requests, and one customer could send it any number of questions.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from application.ports.purchase_validation import ValidationBusy

MOST_QUESTIONS = 32


class QuestionLimit:
    """The number of open questions of this process by receiver and by merchant, and the limit for each."""

    def __init__(self, limit: int = MOST_QUESTIONS) -> None:
        self._limit = limit
        self._open: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def take(self, receiver: str, merchant: str) -> Iterator[None]:
        """Count one question while the context is open. Raises ValidationBusy at the limit of either."""
        keys = (("receiver", receiver), ("merchant", merchant))
        if any(self._open[key] >= self._limit for key in keys):
            raise ValidationBusy
        for key in keys:
            self._open[key] += 1
        try:
            yield
        finally:
            for key in keys:
                self._open[key] -= 1
                if not self._open[key]:
                    del self._open[key]
