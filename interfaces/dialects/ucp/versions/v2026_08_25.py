"""UCP 2026-08-25: typed destinations, consents by purpose, `keys`, and answers while a payment is being made."""

from typing import Any, Final

from interfaces.dialects.ucp.negotiation.capabilities import (
    AP2_MANDATE,
    AP2_MANDATE_OF_2026_08_25,
)
from interfaces.dialects.ucp.requests.hints import HINTS_OF_2026_08_25
from interfaces.dialects.ucp.responses.consent_gaps import consent_gaps
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.versions.consents import with_purposes
from interfaces.dialects.ucp.versions.version import UcpVersion, bare_order
from interfaces.dialects.ucp.wire import VERSION, Shape
from interfaces.http.errors.request_errors import FieldFault

NAME: Final = "2026-08-25"
_OPEN: Final = ("incomplete", "ready_for_complete", "requires_escalation")
_PICKUP: Final = "pickup"
_MOVED: Final = ("checkout", "order")
"""The capabilities whose page in the documents is in another folder than before."""
_RENAMED: Final = {
    "/specification/ap2-mandates": "/specification/payment/extensions/ap2-mandates",
    "/schemas/shopping/ap2_mandate.json": "/schemas/common/payment_ap2_mandate.json",
}
"""The ends of the addresses that have another name than before."""


def _checkout(shape: Shape, shop: UcpShop) -> Shape:
    ucp = shape["ucp"]
    written = with_purposes(shape, shop.selling)
    if shape["status"] in _OPEN:
        gaps = consent_gaps(shape.get("buyer", {}), shop.selling)
        written["messages"] = [*shape["messages"], *map(_write_warning, gaps)]
    written["ucp"] = {
        **ucp,
        "version": NAME,
        "capabilities": {_name_of(name): [{"version": NAME}] for name in ucp["capabilities"]},
        "payment_handlers": _handlers(ucp["payment_handlers"]),
    }
    if "fulfillment" in shape:
        methods = [_method(each) for each in shape["fulfillment"]["methods"]]
        written["fulfillment"] = {**shape["fulfillment"], "methods": methods}
    return written


def _order(shape: Shape) -> Shape:
    capabilities = {name: [{"version": NAME}] for name in shape["ucp"]["capabilities"]}
    return {**shape, "ucp": {**shape["ucp"], "version": NAME, "capabilities": capabilities}}


def _profile(shape: Shape, _: UcpShop) -> Shape:
    ucp = shape["ucp"]
    written = {
        **ucp,
        "version": NAME,
        "services": _with_version(ucp["services"]),
        "capabilities": {
            _name_of(name): [_write_config(each) for each in entries]
            for name, entries in _with_version(ucp["capabilities"]).items()
        },
        "payment_handlers": _handlers(ucp["payment_handlers"]),
    }
    keys = {"keys": shape["signing_keys"]} if "signing_keys" in shape else {}
    return {"ucp": written, **keys}


def _write_warning(gap: FieldFault) -> Shape:
    return {
        "type": "warning",
        "code": "consent_incomplete",
        "path": gap.path,
        "content": gap.message,
    }


def _with_version(registry: Shape) -> Shape:
    """Return services or capabilities with this version, and with the pages of it."""
    return {name: [_entry(each) for each in entries] for name, entries in registry.items()}


def _entry(entry: Shape) -> Shape:
    written = {**entry, "version": NAME}
    for name in ("spec", "schema"):
        if name in entry:
            written[name] = entry[name].replace(f"/{VERSION}/", f"/{NAME}/")
            for before, now in _RENAMED.items():
                written[name] = written[name].replace(before, now)
    for page in _MOVED:
        if written.get("spec", "").endswith(f"/specification/{page}"):
            written["spec"] = written["spec"].replace(page, f"shopping/{page}")
    return written


def _name_of(capability: str) -> str:
    return AP2_MANDATE_OF_2026_08_25 if capability == AP2_MANDATE else capability


def _write_config(capability: Shape) -> Shape:
    """Return a capability whose configuration of fulfilment, if it has one, is in the words of this version."""
    config = capability.get("config", {})
    if "allows_multi_destination" not in config:
        return capability
    several = [
        {"method": name}
        for name, is_allowed in config["allows_multi_destination"].items()
        if is_allowed
    ]
    combinations = config["allows_method_combinations"]
    written = {"multi_destination": several, "method_combinations": combinations}
    return {**capability, "config": written}


def _handlers(registry: Shape) -> Shape:
    return {name: [_handler(each) for each in entries] for name, entries in registry.items()}


def _handler(handler: Shape) -> Shape:
    """Return a payment handler whose constraints are a schema of the instrument."""
    instruments = [_instrument(each) for each in handler["available_instruments"]]
    return {**handler, "available_instruments": instruments}


def _instrument(instrument: Shape) -> Shape:
    if "constraints" not in instrument:
        return instrument
    brands = {"enum": instrument["constraints"]["brands"]}
    return {**instrument, "constraints": {"properties": {"brand": brands}}}


def _method(method: Shape) -> Shape:
    kind = "business_location" if method["type"] == _PICKUP else "shipping_address"
    destinations = [{**each, "type": kind} for each in method["destinations"]]
    groups = [
        {**group, "options": [_option(each) for each in group["options"]]}
        for group in method["groups"]
    ]
    return {**method, "destinations": destinations, "groups": groups}


def _option(option: Shape) -> Shape:
    text: Any = option.get("description")
    return option if text is None else {**option, "description": {"plain": text}}


V2026_08_25 = UcpVersion(
    name=NAME,
    checkout=_checkout,
    profile=_profile,
    order=_order,
    webhook=bare_order,
    statuses={},
    codes={},
    statuses_of_requests={},
    severities={},
    lists_versions=True,
    hints=HINTS_OF_2026_08_25,
    answers_while_paying=True,
    takes_consents_with_payment=True,
    takes_one_instrument=True,
)
