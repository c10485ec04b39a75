"""Texts in the box that are no name of a checkout: amounts, actors, operations, and words of articles."""

from urllib.parse import urlencode

from application.history.finding.checkout_query import CheckoutQuery
from application.history.finding.personal_texts import may_be_a_persons
from application.ports.audit_log import AuditFilter
from interfaces.api.console.endpoints.events import PATH as EVENTS
from interfaces.api.console.endpoints.searching import LARGEST_POSITION, Searches
from interfaces.api.console.typed.amounts import NotUnderstood, total_range
from interfaces.api.readers.auth import Reader


class OtherTexts:
    """Finds the search that a text asks for. `page` is the path of the search for checkouts."""

    def __init__(self, searches: Searches, page: str) -> None:
        self._searches = searches
        self._page = page

    async def address_of(self, text: str, reader: Reader) -> str | None:
        """Return the address of the search for an amount, an actor, an operation, or words that checkouts have.

        It is None for other texts. Words that are in references, articles or descriptions are the shop's own, so they
        may be in an address. Raises StoreUnavailable.
        """
        if may_be_a_persons(text) or not text.isprintable():
            return None
        try:
            return self._search(total=total_range(text).typed)
        except NotUnderstood:
            pass
        merchants = reader.merchants
        if await self._has_event(AuditFilter(merchants=merchants, actor=text)):
            return self._search(actor=text)
        if await self._has_event(AuditFilter(merchants=merchants, operation=text)):
            return f"{EVENTS}?{urlencode({'operation': text})}"
        query = CheckoutQuery(merchants=merchants, text=text)
        found = await self._searches.checkouts.page(query, limit=1)
        return self._search(words=text) if found.found else None

    def _search(self, **conditions: str) -> str:
        return f"{self._page}?{urlencode(conditions)}"

    async def _has_event(self, wanted: AuditFilter) -> bool:
        page = await self._searches.events.page(
            wanted, after=None, before=LARGEST_POSITION, limit=1
        )
        return bool(page.entries)
