"""Parts of requests and answers: items, buyers, addresses, rows of totals, links."""

from collections.abc import Iterable
from typing import Final

from interfaces.dialects.session import requests
from interfaces.http.reference.schemas import (
    MAP,
    TEXT,
    Schema,
    array,
    choice,
    entity,
    text,
    whole,
)

SHORT: Final = text(requests.LONGEST)
REQUIRED: Final = text(requests.LONGEST, minLength=1)
QUANTITY: Final = whole(1, requests.MAX_PIECES, "Pieces.")
AMOUNT: Final = whole(description="Minor units.")
CURRENCY: Final = text(description="ISO 4217.", example="usd")
COUNTRY: Final = text(description="ISO 3166-1 alpha-2.", pattern="^[A-Za-z]{2}$")
METADATA: Final = MAP | {"description": "Free-form data of the client."}
CODES: Final = array(REQUIRED, most=requests.MAX_CODES)
_ADDRESS_TEXTS: Final = ("name", "line_one", "city")

ADDRESS_INPUT: Final = entity(
    "SessionAddressInput",
    {**dict.fromkeys(_ADDRESS_TEXTS, REQUIRED), "country": COUNTRY},
    {
        "line_two": SHORT,
        "state": SHORT,
        "postal_code": text(requests.LONGEST, "Required where the country has postal codes."),
    },
)
ADDRESS: Final = entity(
    "SessionAddress",
    dict.fromkeys((*_ADDRESS_TEXTS, "state", "country", "postal_code"), TEXT),
    {"line_two": TEXT},
)
LINK: Final = entity("SessionLink", {"type": TEXT, "url": text(format="uri")})
BUYER: Final = entity(
    "SessionBuyer",
    {},
    dict.fromkeys(("first_name", "last_name", "email", "phone_number"), TEXT),
)


def item_list(title: str, *, is_required: bool = False) -> Schema:
    """Return the schema of the items of a request."""
    item = entity(title, {"id": REQUIRED, "quantity": QUANTITY})
    return array(item, least=1 if is_required else None, most=requests.MAX_ITEMS)


def buyer_input(title: str, required: Iterable[str] = ()) -> Schema:
    """Return the schema of the buyer of a request."""
    needed = tuple(required)
    names = ("first_name", "last_name", "email", "phone_number")
    return entity(
        title,
        {name: REQUIRED for name in names if name in needed},
        {name: SHORT for name in names if name not in needed},
    )


def total_row(title: str, kinds: Iterable[str]) -> Schema:
    """Return the schema of a row of totals."""
    return entity(title, {"type": choice(kinds), "display_text": TEXT, "amount": AMOUNT})
