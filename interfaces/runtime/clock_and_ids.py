"""The one source of ids and the one clock of a running server; tests put their own in their place."""

import secrets
import string
import uuid
from datetime import UTC, datetime

_ALPHABET = string.ascii_letters + string.digits


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


def new_name(kind: str) -> str:
    """A random name that says what it is of: `checkout_` and 24 letters and digits."""
    return f"{kind}_{''.join(secrets.choice(_ALPHABET) for _ in range(24))}"
