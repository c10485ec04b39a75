"""The counts of the page of a search: of its hits, and of each condition that could be dropped where there are none."""

from fastapi import Request

from application.history.finding.counting import CheckoutCounting
from interfaces.api.console.pages import format_for
from interfaces.api.console.typed.checkout_fields import checkout_query
from interfaces.api.console.typed.conditions import Conditions
from interfaces.api.console.views.searches.counts import (
    Alternative,
    CountsView,
    count_text,
    counts_view,
)


class SearchCounts:
    """Counts the checkouts of a search. Every method raises StoreUnavailable."""

    def __init__(self, counting: CheckoutCounting, page: str) -> None:
        self._counting = counting
        self._page = page

    async def of(
        self, request: Request, conditions: Conditions, merchants: tuple[str, ...] | None
    ) -> CountsView:
        """Return the counts of a search."""
        counted = await self._counting.of(checkout_query(conditions, merchants))
        return counts_view(counted, conditions, self._page, format_for(request))

    async def without_each(
        self, request: Request, conditions: Conditions, merchants: tuple[str, ...] | None
    ) -> list[Alternative]:
        """Return the searches without one of the conditions, each with its count."""
        form = format_for(request)
        found = []
        for name, condition in conditions.understood.items():
            query = checkout_query(conditions.without(name), merchants)
            count = await self._counting.number(query)
            found.append(
                Alternative(
                    label=form.say(condition.label),
                    shown=form.say(condition.shown),
                    path=conditions.path(self._page, without=name),
                    count=count_text(count, form),
                )
            )
        return found
