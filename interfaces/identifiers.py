"""The one source of ids and the one clock of a running server; tests put their own in their place."""

import secrets
import uuid
from datetime import UTC, datetime


def now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A random GUID in lower case; it cannot be guessed from another one."""
    return str(uuid.uuid4())


def new_order_number() -> int:
    """A random number from 1 to 2⁵³ - 1, which JSON in any client holds exactly (RFC 8259 §6)."""
    return secrets.randbelow(2**53 - 1) + 1


def new_public_token(country: str) -> str:
    """A token for the shopper's page, as Walley writes them: `public-SE-` and 32 hex digits."""
    return f"public-{country}-{secrets.token_hex(16)}"
