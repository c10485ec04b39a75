"""The session of ACP 2025-09-29, which StateSet uses too, and its requests."""

from collections.abc import Iterable, Mapping
from typing import Final

from interfaces.dialects.session import requests
from interfaces.dialects.session.schemas.parts import (
    ADDRESS,
    ADDRESS_INPUT,
    AMOUNT,
    BUYER,
    CURRENCY,
    LINK,
    METADATA,
    SHORT,
    buyer_input,
    item_list,
    total_row,
)
from interfaces.dialects.session.session_v1 import PROVIDER, STATUSES
from interfaces.http.reference.schemas import (
    TEXT,
    Schema,
    array,
    choice,
    entity,
    nullable,
    number,
    text,
)

_KINDS: Final = (
    *("items_base_amount", "items_discount", "subtotal", "discount"),
    *("fulfillment", "tax", "fee", "total"),
)
_LINE: Final = entity(
    "SessionV1Line",
    {
        "id": TEXT,
        "item": entity("SessionV1Item", {"id": TEXT, "quantity": number(0)}),
        **dict.fromkeys(("base_amount", "discount", "total", "subtotal", "tax"), AMOUNT),
    },
)
_OPTION: Final = entity(
    "SessionV1Option",
    {
        "type": choice(("shipping", "digital")),
        "id": TEXT,
        "title": TEXT,
        **dict.fromkeys(("subtotal", "tax", "total"), AMOUNT),
    },
    {"subtitle": TEXT, "carrier": TEXT},
)
_MESSAGE: Final = entity(
    "SessionV1Message",
    {"type": choice(("error", "info")), "content_type": choice(("plain",)), "content": TEXT},
    {"code": TEXT, "param": text(description="A JSONPath (RFC 9535).")},
)


def session_schema(title: str, optional: Mapping[str, Schema]) -> Schema:
    """Return the schema of a session with these further properties."""
    return entity(
        title,
        {
            "id": TEXT,
            "payment_provider": entity(
                "SessionV1Provider",
                {"provider": choice((PROVIDER,)), "supported_payment_methods": array(TEXT)},
            ),
            "status": choice(dict.fromkeys(STATUSES.values())),
            "currency": CURRENCY,
            "line_items": array(_LINE),
            "fulfillment_options": array(_OPTION),
            "totals": array(total_row("SessionV1Total", _KINDS)),
            "messages": array(_MESSAGE),
            "links": array(LINK),
        },
        {
            "buyer": BUYER,
            "fulfillment_address": ADDRESS,
            "fulfillment_option_id": TEXT,
            **optional,
        },
    )


def creation_schema(title: str, *, buyer: Iterable[str] = (), has_metadata: bool = True) -> Schema:
    """Return the schema of the body of "create". `buyer` names what a buyer has to have."""
    metadata = {"metadata": METADATA} if has_metadata else {}
    return entity(
        title,
        {"items": item_list("SessionV1ItemInput", is_required=True)},
        _parts(title, buyer) | metadata,
    )


def update_schema(title: str, *, buyer: Iterable[str] = ()) -> Schema:
    """Return the schema of the body of "update"."""
    parts = {name: nullable(each) for name, each in _parts(title, buyer).items()}
    return entity(
        title,
        {},
        {"items": item_list("SessionV1ItemInput"), **parts},
        description="What is absent stays, and null removes.",
    )


def completion_schema(title: str, *, buyer: Iterable[str] = ()) -> Schema:
    """Return the schema of the body of "complete". An order of 0 needs no payment, and no body."""
    payment = entity(
        "SessionV1Payment",
        {"token": text(requests.LONGEST_TOKEN, minLength=1), "provider": choice((PROVIDER,))},
        {"billing_address": ADDRESS_INPUT},
    )
    return entity(title, {"payment_data": payment}, {"buyer": _buyer(title, buyer)})


def _parts(title: str, buyer: Iterable[str]) -> dict[str, Schema]:
    return {
        "buyer": _buyer(title, buyer),
        "fulfillment_address": ADDRESS_INPUT,
        "fulfillment_option_id": SHORT,
    }


def _buyer(title: str, required: Iterable[str]) -> Schema:
    prefix = title.removesuffix("Creation").removesuffix("Update").removesuffix("Completion")
    return buyer_input(f"{prefix}BuyerInput", required)
