"""UCP 2026-01-23: registries by name as in 2026-04-08, and amounts and failures as in 2026-01-11."""

from typing import Final

from interfaces.dialects.ucp.requests.hints import HINTS_OF_2026_01_23
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.versions import january
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import CONTEXT, Shape

NAME: Final = "2026-01-23"


def _checkout(shape: Shape, _: UcpShop) -> Shape:
    ucp = shape["ucp"]
    written = {
        "version": NAME,
        "capabilities": {name: [{"version": NAME}] for name in ucp["capabilities"]},
        "payment_handlers": _handlers(ucp["payment_handlers"]),
    }
    return {**january.checkout_of(shape), "ucp": written}


def _order(shape: Shape) -> Shape:
    capabilities = {name: [{"version": NAME}] for name in shape["ucp"]["capabilities"]}
    return {**january.order_of(shape), "ucp": {"version": NAME, "capabilities": capabilities}}


def _profile(shape: Shape, _: UcpShop) -> Shape:
    ucp = shape["ucp"]
    services = {
        name: [_service(each) for each in entries] for name, entries in ucp["services"].items()
    }
    capabilities = {
        name: [january.with_version(each, NAME) for each in entries]
        for name, entries in ucp["capabilities"].items()
    }
    written = {
        "version": NAME,
        "services": services,
        "capabilities": capabilities,
        "payment_handlers": _handlers(ucp["payment_handlers"]),
    }
    return {**shape, "ucp": written}


def _service(service: Shape) -> Shape:
    written = january.with_version(service, NAME)
    return {
        **written,
        "schema": written["schema"]
        .replace("rest.openapi", "openapi")
        .replace("mcp.openrpc", "openrpc"),
    }


def _handlers(registry: Shape) -> Shape:
    """Return the payment handlers without `available_instruments`, which came later."""
    return {
        name: [
            {member: value for member, value in each.items() if member != "available_instruments"}
            for each in entries
        ]
        for name, entries in registry.items()
    }


V2026_01_23 = UcpVersion(
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
    circumstances=frozenset({CONTEXT}),
    hints=HINTS_OF_2026_01_23,
    refuses_shortages=True,
)
