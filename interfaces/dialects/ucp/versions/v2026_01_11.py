"""UCP 2026-01-11: lists of capabilities, and payment handlers in `payment`."""

from collections.abc import Iterable
from typing import Final

from interfaces.dialects.ucp.settings import PaymentHandler, UcpShop
from interfaces.dialects.ucp.versions import january
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import Shape

NAME: Final = "2026-01-11"
_SHOPPING: Final = "dev.ucp.shopping"
_SCHEMAS: Final = {"rest": "openapi", "mcp": "openrpc"}
_SITE: Final = f"https://ucp.dev/{NAME}"
_INSTRUMENT: Final = f"{_SITE}/schemas/shopping/types/card_payment_instrument.json"


def _checkout(shape: Shape, shop: UcpShop) -> Shape:
    capabilities = [{"name": name, "version": NAME} for name in shape["ucp"]["capabilities"]]
    written = january.checkout_of(shape)
    if "buyer" in written:
        written["buyer"] = _with_full_name(written["buyer"])
    for method in written.get("fulfillment", {}).get("methods", ()):
        method["destinations"] = [_with_full_name(each) for each in method["destinations"]]
    return {
        **written,
        "ucp": {"version": NAME, "capabilities": capabilities},
        "payment": {"handlers": _handlers(shop.ucp.handlers), "instruments": []},
    }


def _order(shape: Shape) -> Shape:
    capabilities = [{"name": name, "version": NAME} for name in shape["ucp"]["capabilities"]]
    return {**january.order_of(shape), "ucp": {"version": NAME, "capabilities": capabilities}}


def _profile(shape: Shape, shop: UcpShop) -> Shape:
    ucp = shape["ucp"]
    endpoints = {each["transport"]: each["endpoint"] for each in ucp["services"][_SHOPPING]}
    transports = {
        name: {"schema": f"{_SITE}/services/shopping/{_SCHEMAS[name]}.json", "endpoint": endpoint}
        for name, endpoint in endpoints.items()
    }
    written: Shape = {
        "ucp": {
            "version": NAME,
            "services": {
                _SHOPPING: {
                    "version": NAME,
                    "spec": f"{_SITE}/specification/overview",
                    **transports,
                }
            },
            "capabilities": [
                {**january.with_version(entry, NAME), "name": name}
                for name, (entry,) in ucp["capabilities"].items()
            ],
        },
        "payment": {"handlers": _handlers(shop.ucp.handlers)},
    }
    keys = {"signing_keys": shape["signing_keys"]} if "signing_keys" in shape else {}
    return written | keys


def _with_full_name(person: Shape) -> Shape:
    """Return a buyer or an address with its names in one text too, which only this version has."""
    names = [person[name] for name in ("first_name", "last_name") if name in person]
    return {**person, "full_name": " ".join(names)} if names else person


def _handlers(handlers: Iterable[PaymentHandler]) -> list[Shape]:
    return [
        {
            "id": each.id,
            "name": each.name,
            "version": NAME,
            "spec": each.spec or f"{_SITE}/specification/overview",
            "config_schema": each.schema or _INSTRUMENT,
            "instrument_schemas": [each.schema or _INSTRUMENT],
            "config": each.config,
        }
        for each in handlers
    ]


V2026_01_11 = UcpVersion(
    name=NAME,
    checkout=_checkout,
    profile=_profile,
    order=_order,
    webhook=january.webhook_of,
    signs_bodies=True,
    statuses=january.STATUSES,
    codes=january.CODES,
    statuses_of_requests=january.STATUSES_OF_REQUESTS,
    severities=january.SEVERITIES,
    lists_versions=False,
    circumstances=frozenset(),
    refuses_shortages=True,
)
