"""The place of a request among the concurrent ones, given back before the request waits for somebody else's server."""

from collections.abc import Callable

from fastapi import Request
from starlette.types import Scope

_PLACE = "tillroll.place"


def keep_place(scope: Scope, give_back: Callable[[], None]) -> None:
    """Keep what gives back the place of the request, for whichever comes first: a wait or the response."""
    scope[_PLACE] = give_back


def give_back_place(request: Request) -> None:
    """Give back the place of the request. A second call does nothing."""
    give_back: Callable[[], None] | None = request.scope.pop(_PLACE, None)
    if give_back is not None:
        give_back()
