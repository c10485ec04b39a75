"""What the events of a checkout say about the customer's page: whether it was used, and who gave the customer data."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from application.ports.event_store import EventStore
from domain.events import CheckoutEvent, CustomerIdentified

_AT_A_TIME: Final = 200
_MOST_CHECKOUTS: Final = 500


@dataclass
class PageTraces:
    """The traces of the page up to version `read_up_to`.

    `identified` are the versions that set the customer data, in order; `by_page` says of each whether the page did.
    """

    is_used: bool = False
    read_up_to: int = 0
    identified: list[int] = field(default_factory=list)
    by_page: list[bool] = field(default_factory=list)

    def add(self, events: Sequence[CheckoutEvent]) -> None:
        """Read the events that follow `read_up_to`."""
        for event in events:
            is_of_page = event.provenance.is_shopper
            self.is_used = self.is_used or is_of_page
            if isinstance(event, CustomerIdentified):
                self.identified.append(event.originator_version)
                self.by_page.append(is_of_page)
            self.read_up_to = event.originator_version

    def page_identified(self, version: int) -> bool:
        """Return whether the page gave the customer data of a version that has any."""
        place = bisect_right(self.identified, version)
        return place > 0 and self.by_page[place - 1]


class PageTraceReader:
    """Reads traces from the events. Each event is read once while its checkout is among the last ones asked for."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._traces: OrderedDict[str, PageTraces] = OrderedDict()

    async def traces(self, checkout_id: str, newest: int, *, customer_at: int = 0) -> PageTraces:
        """Return the traces of a checkout whose last version is `newest`. Raises StoreUnavailable.

        Events are read until the first one of the page, and those up to `customer_at` in any case: `page_identified`
        holds up to this version.
        """
        found = self._traces.setdefault(checkout_id, PageTraces())
        self._traces.move_to_end(checkout_id)
        if len(self._traces) > _MOST_CHECKOUTS:
            self._traces.popitem(last=False)
        while (after := found.read_up_to) < (customer_at if found.is_used else newest):
            events = await self._store.events(
                checkout_id, after=after, up_to=min(newest, after + _AT_A_TIME)
            )
            if found.read_up_to != after:
                # Another request has read these events in the meantime.
                continue
            if not events:
                break
            found.add(events)
        return found
