"""A purchase whose price depends on a state that is not known."""

from domain.refusals import DeliveryMissing
from domain.values.quote import Notice, NoticeKind
from tests.domain.event_builders import SHIRT, cart_replaced, notices_replaced, opened
from tests.domain.scenario import BY_SHOP, given


def test_an_unknown_state_is_no_purchase() -> None:
    """The customer cannot commit before the address names a state."""
    notice = Notice(kind=NoticeKind.STATE_UNKNOWN)
    given(opened(), cart_replaced(SHIRT), notices_replaced(notice)).when(
        lambda c: c.commit(3, **BY_SHOP)
    ).then_refused(DeliveryMissing, missing="state")
