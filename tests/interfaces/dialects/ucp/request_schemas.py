"""The members of requests in the official schemas, each with the types of JSON that it may have."""

from collections.abc import Iterator
from typing import Any

from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.session.schema_members import ANY, Member, Members, Path
from tests.interfaces.dialects.ucp.schemas import BASE, FIRST, JANUARY, SCHEMAS, registry

_SHOPPING = f"{BASE}schemas/shopping/"
_EXTENSIONS = ("fulfillment", "discount", "buyer_consent")
OPERATIONS = ("create", "update", "complete")
VERSIONS = SUPPORTED if SCHEMAS.exists() else ()


def members_of(version: str, operation: str) -> list[Member]:
    """The members that a request of an operation may have, outer ones first."""

    def is_taken(schema: dict[str, Any]) -> bool:
        rule = schema.get("ucp_request", "optional")
        found = rule.get(operation, "optional") if isinstance(rule, dict) else rule
        return bool(found != "omit")

    found: dict[Path, frozenset[str]] = {}
    members = Members(lambda base, ref: _lookup(version, base, ref), is_taken)
    for name in _schemas(version, operation):
        for path, kinds in members.walk({"$ref": name}, name):
            found[path] = found.get(path, ANY) & kinds
    return sorted(found.items(), key=lambda each: (len(each[0]), str(each[0])))


def members_of_order(version: str) -> list[Member]:
    """The members of an order. A request has them as an answer does."""
    name = f"{_SHOPPING}order.json"
    members = Members(lambda base, ref: _lookup(version, base, ref))
    return list(dict(members.walk({"$ref": name}, name)).items())


def _lookup(version: str, base: str, ref: str) -> tuple[Any, str]:
    found = registry(version).resolver(base).lookup(ref)
    return found.contents, found.resolver.base_uri


def _schemas(version: str, operation: str) -> Iterator[str]:
    if version == FIRST and operation == "complete":
        # Its body has one instrument in `payment_data`.
        yield f"{_SHOPPING}payment_data.json"
        return
    for name in _EXTENSIONS:
        if version in JANUARY:
            yield f"{_SHOPPING}{name}.{operation}_req.json#/$defs/checkout"
        else:
            yield f"{_SHOPPING}{name}.json#/$defs/dev.ucp.shopping.checkout"
