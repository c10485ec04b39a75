"""Why a command was refused, in the words of tillroll's own APIs and the language of the reader."""

from application.ports.refusal_log import StoredRefusal
from interfaces.api.console.text.sentences import sentence_text
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.explanations import explanation_part, rule_part

__all__ = ["explanation_text", "rule_part"]


def explanation_text(refusal: StoredRefusal, form: ReaderFormat) -> str:
    """Return why a command was refused; empty for a reason that an earlier version had."""
    return sentence_text(explanation_part(refusal), form)
