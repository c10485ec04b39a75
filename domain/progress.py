"""How far a purchase is, in one word."""

import enum

from domain.refusals import NotPurchasable
from domain.rules import refuse_unpurchasable
from domain.stage import Stage
from domain.state import CheckoutState


class Progress(enum.Enum):
    """The stages of a checkout, and whether an open one can be purchased now."""

    NOT_READY = "not-ready"
    READY = "ready"
    COMMITTED = "committed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


_BY_STAGE = {
    Stage.COMMITTED: Progress.COMMITTED,
    Stage.COMPLETED: Progress.COMPLETED,
    Stage.CANCELLED: Progress.CANCELLED,
    Stage.EXPIRED: Progress.EXPIRED,
}


def progress(checkout: CheckoutState) -> Progress:
    """How far this purchase is. The rule that would refuse it is asked; time has no say."""
    known = _BY_STAGE.get(checkout.stage)
    if known is not None:
        return known
    try:
        refuse_unpurchasable(checkout, checkout.version)
    except NotPurchasable:
        return Progress.NOT_READY
    return Progress.READY
