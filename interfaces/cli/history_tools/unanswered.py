"""Sentences for an agent whose question has no answer."""

from typing import Final

NO_NAME: Final = "No checkout has this name. Names match as a whole only."
NO_LEDGER: Final = (
    "There is no ledger, so nothing can be proven: the configuration has no [ledger]."
)
USE_FIND: Final = "The tool find looks up other names."


def no_field_text(version: int, field: str) -> str:
    """Return that a state has no such field."""
    return f"Version {version} has no field {field}. Without a field, this tool lists all of them."
