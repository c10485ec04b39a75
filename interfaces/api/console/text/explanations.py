"""Why a command was refused, in the words that tillroll's own APIs answer with."""

from interfaces.api.explanations import explanation_of, rule_part

__all__ = ["explanation_of", "rule_part"]
