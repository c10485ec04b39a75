"""What a checkout begins with."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The facts of `domain.events.Opened`, which says what each of them means."""

    merchant: str
    dialect: str
    country: str
    currency: str
    public_token: str
    expires_at: datetime
    settings: str = "{}"
    order_number: int | None = None
    idle_limit: int | None = None
    is_recurring: bool = False
    token_used: str | None = None
    has_unique_reference: bool = False
