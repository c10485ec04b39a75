"""The stages of a checkout."""

import enum


class Stage(enum.Enum):
    """The stage of a checkout. It can be changed in the first two stages only.

    OPEN ⇄ SUSPENDED; OPEN → COMMITTED → COMPLETED, or back to OPEN when the payment failed;
    OPEN and SUSPENDED → CANCELLED or EXPIRED. The last three are final.
    """

    OPEN = "open"
    SUSPENDED = "suspended"
    COMMITTED = "committed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
