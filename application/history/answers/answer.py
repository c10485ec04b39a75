"""The questions about a checkout, and the form of an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from application.history.wording.sentences import Part, Sentence, Template

Explain = Callable[[str, Mapping[str, object]], Part]
"""Returns the words for a refusal from its class name and the values that its rule compared. The APIs have them."""


class Question(Enum):
    """The questions that are answered, in order. The values are the names in the APIs."""

    AGREED = "agreed"
    TOTAL = "total"
    SETTER = "total-set-by"
    REFUSED = "refused"
    SHOP = "shop-called"
    SHIPPED = "shipped"
    REFUNDED = "refunded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class QuestionAnswer:
    """The answer to a question in sentences. `title` is the question."""

    question: Question
    title: Template
    sentences: tuple[Sentence, ...]
