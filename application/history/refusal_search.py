"""Find refused commands across checkouts, as a reader sees them."""

from collections.abc import Sequence
from dataclasses import replace

from application.persons.views import PersonView
from application.ports.person_vault import NO_ACCESS, PersonVault
from application.ports.refusal_log import LoggedRefusal, RefusalFilter, RefusalLog


class RefusalSearch:
    """Finds refused commands. Every method raises StoreUnavailable."""

    def __init__(self, refusals: RefusalLog, persons: PersonVault) -> None:
        self._refusals = refusals
        self._persons = persons

    async def page(
        self,
        wanted: RefusalFilter,
        *,
        after: int | None = None,
        before: int | None = None,
        limit: int,
        sees_persons: bool,
    ) -> list[LoggedRefusal]:
        """Return a page as `RefusalLog.page` does. Personal data is in clear if the reader sees persons."""
        found = await self._refusals.page(wanted, after=after, before=before, limit=limit)
        return await self._view(found, in_clear=sees_persons)

    async def _view(self, found: Sequence[LoggedRefusal], *, in_clear: bool) -> list[LoggedRefusal]:
        checkouts = sorted({each.refusal.checkout_id for each in found})
        accesses = await self._persons.accesses(checkouts) if checkouts else {}
        return [
            replace(
                each,
                refusal=PersonView(
                    accesses.get(each.refusal.checkout_id, NO_ACCESS), in_clear
                ).refusal(each.refusal),
            )
            for each in found
        ]
