"""The profile of the shop (`/.well-known/ucp`), and the pages that it links: those of payment handlers."""

import html
from typing import Final

from interfaces.dialects.ucp.mcp.endpoint import PATH as MCP
from interfaces.dialects.ucp.negotiation.capabilities import (
    AP2_MANDATE,
    BUYER_CONSENT,
    CHECKOUT,
    DISCOUNT,
    FULFILLMENT,
    ORDER,
    PARENTS,
)
from interfaces.dialects.ucp.settings import PaymentHandler, UcpShop
from interfaces.dialects.ucp.wire import SUPPORTED, VERSION, Shape, handler_registry

PATH: Final = "/.well-known/ucp"
OF_VERSION: Final = PATH + "/{version}"
HANDLERS: Final = PATH + "/handlers/{handler_id}"
SCHEMA: Final = HANDLERS + "/schema.json"
_SITE: Final = f"https://ucp.dev/{VERSION}"
_PAGES: Final = {
    CHECKOUT: ("checkout", "checkout"),
    FULFILLMENT: ("fulfillment", "fulfillment"),
    DISCOUNT: ("discount", "discount"),
    BUYER_CONSENT: ("buyer-consent", "buyer_consent"),
    ORDER: ("order", "order"),
    AP2_MANDATE: ("ap2-mandates", "ap2_mandate"),
}
_CONFIGS: Final[dict[str, Shape]] = {
    FULFILLMENT: {
        "allows_multi_destination": {"shipping": True, "pickup": True},
        "allows_method_combinations": [["shipping", "pickup"]],
    },
    AP2_MANDATE: {"vp_formats_supported": {"dc+sd-jwt": {}}},
}
_TEXT: Final = {"type": "string"}


def profile_of(shop: UcpShop, address: str) -> Shape:
    """Write the profile of a shop at `address`, which has no slash at its end, in 2026-04-08."""
    ucp = shop.ucp
    service = {
        "version": VERSION,
        "transport": "rest",
        "endpoint": address,
        "spec": f"{_SITE}/specification/overview",
        "schema": f"{_SITE}/services/shopping/rest.openapi.json",
    }
    mcp = {
        **service,
        "transport": "mcp",
        "endpoint": f"{address}{MCP}",
        "schema": f"{_SITE}/services/shopping/mcp.openrpc.json",
    }
    registry = handler_registry(ucp.handlers)
    by_id = {each.id: each for each in ucp.handlers}
    for entries in registry.values():
        for entry in entries:
            handler = by_id[entry["id"]]
            own = f"{address}{HANDLERS.format(handler_id=handler.id)}"
            entry["spec"] = handler.spec or own
            entry["schema"] = handler.schema or f"{own}/schema.json"
    shape: Shape = {
        "ucp": {
            "version": VERSION,
            "services": {"dev.ucp.shopping": [service, mcp]},
            "capabilities": {name: [_capability(name)] for name in shop.capabilities},
            "payment_handlers": registry,
        }
    }
    if shop.keys.published:
        shape["signing_keys"] = shop.keys.published
    return shape


def other_versions(version: str, address: str) -> dict[str, str]:
    """Return where the profile is in each version but this one."""
    return {each: f"{address}{PATH}/{each}" for each in SUPPORTED if each != version}


def handler_page(handler: PaymentHandler) -> str:
    """Write the page of a payment handler in HTML."""
    name, handler_id = html.escape(handler.name), html.escape(handler.id)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title><h1>{name}</h1>'
        f"<p>Instruments name this payment handler as <code>{handler_id}</code>. Their credential has a "
        "<code>type</code> and a <code>token</code>.</p></html>"
    )


def handler_schema(handler: PaymentHandler, address: str) -> Shape:
    """Write the JSON Schema of an instrument of a payment handler."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{address}{SCHEMA.format(handler_id=handler.id)}",
        "title": handler.name,
        "type": "object",
        "required": ["id", "handler_id", "type", "credential"],
        "properties": {
            "id": _TEXT,
            "handler_id": {"const": handler.id},
            "type": {"const": "card"},
            "credential": {"type": "object", "required": ["type"], "properties": {"type": _TEXT}},
        },
    }


def _capability(name: str) -> Shape:
    page, schema = _PAGES[name]
    shape: Shape = {
        "version": VERSION,
        "spec": f"{_SITE}/specification/{page}",
        "schema": f"{_SITE}/schemas/shopping/{schema}.json",
    }
    parent = PARENTS[name]
    if parent is not None:
        shape["extends"] = parent
    if name in _CONFIGS:
        shape["config"] = _CONFIGS[name]
    return shape
