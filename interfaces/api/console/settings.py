"""The settings of the console."""

from datetime import timedelta
from typing import Annotated

import msgspec

_AtLeastOne = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class ConsoleSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether there is a console, and how long a session lasts.

    With `ask_name` a reader must give a name at the sign-in, which the access log has with the name of the key. A
    session ends `session_hours` after its start, or after `idle_minutes` without a request.
    """

    enabled: bool = True
    ask_name: bool = False
    session_hours: _AtLeastOne = 8
    idle_minutes: _AtLeastOne = 30

    @property
    def session_lasts(self) -> timedelta:
        """The longest time of a session."""
        return timedelta(hours=self.session_hours)

    @property
    def idle_for(self) -> timedelta:
        """The time without a request after which a session ends."""
        return timedelta(minutes=self.idle_minutes)
