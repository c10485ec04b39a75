"""Recurring purchases: one purchase after which the shop may charge again, under a token.

The token is no aggregate of its own. It comes into being with one completed purchase, has two states, and everything
that is ever asked of it (whose, in which currency, how was it paid) is in that purchase's history. What is bought
under it are checkouts of their own.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """What a shop was promised. `token` is None until the first purchase is complete."""

    token: str | None = None
    is_cancelled: bool = False

    @property
    def is_active(self) -> bool:
        """Whether something may be bought under the token."""
        return self.token is not None and not self.is_cancelled
