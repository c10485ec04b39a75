"""Shapes of the answers about one checkout, and of one refused command."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from interfaces.api.history import wire

QuestionName = Literal[
    "agreed", "total", "total-set-by", "refused", "shop-called", "shipped", "refunded", "unknown"
]


class AnswerSentenceShape(wire.Shape, frozen=True, kw_only=True):
    """A sentence in English, and the versions that it names."""

    text: str
    versions: list[int]


class QuestionAnswerShape(wire.Shape, frozen=True, kw_only=True):
    """The answer to one question: the facts, and the sentences that say them."""

    question: QuestionName
    title: Annotated[str, msgspec.Meta(description="The question in English.")]
    facts: Annotated[
        list[msgspec.Raw],
        msgspec.Meta(
            description="Objects whose `kind` says what they are, with amounts in minor units and the events that they "
            "rest on. What the record does not have is a kind of its own."
        ),
    ]
    sentences: list[AnswerSentenceShape]


class AnswersShape(wire.Shape, frozen=True, kw_only=True):
    """The answers about a checkout as of now; `version` is the newest one."""

    checkout: str
    version: int
    answers: list[QuestionAnswerShape]


class WantedValueShape(wire.Shape, frozen=True, kw_only=True):
    """A value that the command wanted, and the one of the state; null for none."""

    field: Annotated[
        str, msgspec.Meta(description="Its path: names with dots, lines by article, fees by kind.")
    ]
    wanted: Any
    present: Any


class DecidedOnShape(wire.Shape, frozen=True, kw_only=True):
    """The state that the command was decided on. `total` is minor units of `currency`."""

    version: int
    time: datetime
    stage: str
    total: int
    currency: str


class OtherRequestShape(wire.Shape, frozen=True, kw_only=True):
    """The event that stood in the way, and the request that caused it."""

    version: int
    type: str
    time: datetime
    actor: str
    dialect: str
    operation: str
    request_id: str


class RefusedCommandShape(wire.Shape, frozen=True, kw_only=True):
    """One refused command with the state that it was decided on."""

    refusal: wire.RefusalShape
    status: Annotated[
        int | None,
        msgspec.Meta(
            description="The HTTP status that this release answers such a request with; null if it is not known."
        ),
    ]
    decided_on: DecidedOnShape
    values: Annotated[
        list[WantedValueShape],
        msgspec.Meta(description="What the command is about; at most 200 values."),
    ]
    value_count: int
    obstruction: Annotated[
        OtherRequestShape | None,
        msgspec.Meta(description="Null if no other request stood in the way, or if it is unknown."),
    ]
