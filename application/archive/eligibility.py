"""Which checkouts may be archived: those that ended, and that nothing is waiting for."""

from enum import StrEnum
from typing import Final

from domain.stage import Stage

ENDED: Final = (Stage.COMPLETED, Stage.CANCELLED, Stage.EXPIRED)
"""The stages of a checkout that may be archived. A late change to one of them is still possible."""


class Obstacle(StrEnum):
    """Why an ended checkout stays in the database."""

    DELIVERY = "a callback about it is waiting"
    DEADLINE = "it has a deadline"
    UNFOLLOWED = "the audit log, the callbacks or the ledger have not read it yet"
    CLEAR_TEXT = "it has personal data in the clear, which `tillroll seal-history` seals"
    UNREADABLE = "one of its events cannot be read"
    INCOMPLETE = "its versions have a gap"
    CHANGED = "it was changed meanwhile"
    DIFFERENT = "its events are not those that were written into the file"
