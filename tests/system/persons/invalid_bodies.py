"""Sends bodies that are wrong in several ways and have personal texts in them."""

import copy
from collections.abc import Iterator
from typing import Any

import msgspec

from tests.system.persons import agents
from tests.system.persons.planted import customer, email, found_in, text
from tests.system.persons.provider_shops import PlantedCheckout, svea_creation, walley_creation
from tests.system.persons.shops import Shops

_TOO_LONG = 400
Path = tuple[str | int, ...]


def send_all(shops: Shops, checkouts: list[PlantedCheckout]) -> None:
    """Send every variant to every endpoint that reads a person, and note responses that repeat one."""
    page = next(each for each in checkouts if each.dialect == "walley" and each.token)
    for body in _variants(customer("invalid")):
        _note(shops, shops.of_shopper("POST", f"{page.token}/identify", body))
    for body in _variants({"version": 1, "confirmation": email("invalid")}):
        _note(shops, shops.of_shopper("POST", f"{page.token}/commit", body))
    for body in _variants(walley_creation(shops, "invalid")["privateCustomerPrefill"]):
        whole = walley_creation(shops, "invalid") | {"privateCustomerPrefill": body}
        _note(shops, shops.of_walley("POST", "/checkouts", whole))
    order = svea_creation(shops, "invalid", "invalid")
    for body in _variants(order["PresetValues"]):
        _note(shops, shops.of_svea("POST", "/api/orders", order | {"PresetValues": body}))
    for body in (*_broken(order), text("invalid", "number")):
        _note(shops, shops.of_svea("POST", "/api/orders", body))
    for version in agents.VERSIONS:
        _send_to_agents(shops, version, checkouts)


def _send_to_agents(shops: Shops, version: str, checkouts: list[PlantedCheckout]) -> None:
    name = f"acp {version}" if version else "stateset"
    path = next(each.path for each in reversed(checkouts) if each.dialect == name)
    method = "POST" if version else "PUT"
    new, change = agents.creation(version, "invalid"), agents.update(version, "invalid")
    change.pop("metadata", None)
    parts = ("buyer", "fulfillment_address", "fulfillment_details")
    for part in parts:
        if part in change:
            for body in _variants(change[part]):
                _note(shops, shops.of_agent(version, method, path, change | {part: body}))
    for body in _variants(agents.payment(version, "invalid")):
        _note(shops, shops.of_agent(version, "POST", f"{path}/complete", body))
    for body in (*_broken(new), new | {"items": text("invalid", "item")}, {"buyer": new["buyer"]}):
        _note(shops, shops.of_agent(version, "POST", agents.root_of(version), body))


def _note(shops: Shops, answer: Any) -> None:
    if answer.status_code in (400, 403, 404, 409, 415, 422) and found_in(answer.content):
        shops.echoes.append(f"{answer.request.method} {answer.request.url.path}: {answer.text}")


def _variants(body: Any) -> Iterator[Any]:
    """The body with one text replaced by a wrong value, for each text and each kind of wrong; and broken ones."""
    for path in _texts_of(body):
        value = _at(body, path)
        for wrong in (
            [value],
            {value: value},
            f"{value}\0{value}",
            value * _TOO_LONG,
            f"{value}\n",
        ):
            yield _replaced(body, path, wrong)
    yield from (
        (text("invalid", "whole"), [body], {**body, "unknown": email("unknown")})
        if (isinstance(body, dict))
        else (text("invalid", "whole"),)
    )


def _broken(body: Any) -> Iterator[bytes]:
    """Bytes that are no JSON, or have an invalid character or a name twice."""
    encoded: bytes = msgspec.json.encode(body)
    yield encoded[:-1]
    yield encoded[: encoded.rfind(b"Qzplant") + 10]
    yield encoded.replace(b"Qzplant", b"Qzplant\xff", 1)
    yield encoded.replace(b"Qzplant", b"Qzplant\\ud800", 1)
    yield b"email=" + email("form").encode()


def _texts_of(value: Any, path: Path = ()) -> Iterator[Path]:
    match value:
        case dict():
            for name, each in value.items():
                yield from _texts_of(each, (*path, name))
        case list():
            for place, each in enumerate(value):
                yield from _texts_of(each, (*path, place))
        case str() if found_in(value.encode()):
            yield path


def _at(value: Any, path: Path) -> Any:
    for each in path:
        value = value[each]
    return value


def _replaced(body: Any, path: Path, value: Any) -> Any:
    changed = copy.deepcopy(body)
    _at(changed, path[:-1])[path[-1]] = value
    return changed
