"""The members of requests in the official schemas, each with the types of JSON that it may have."""

from collections.abc import Iterator
from typing import Any

from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.ucp.schemas import BASE, FIRST, JANUARY, SCHEMAS, registry

Step = str | int
Path = tuple[Step, ...]
Member = tuple[Path, frozenset[str]]
ANY = frozenset({"object", "array", "string", "number", "boolean"})
_SHOPPING = f"{BASE}schemas/shopping/"
_EXTENSIONS = ("fulfillment", "discount", "buyer_consent")
_NAMES = {"consent": "dev.ucp.consent.marketing", "segments": "dev.ucp.consent.marketing.email"}
_SAMPLE = "com.example.sample"
OPERATIONS = ("create", "update", "complete")
VERSIONS = SUPPORTED if SCHEMAS.exists() else ()


def members_of(version: str, operation: str) -> list[Member]:
    """The members that a request of an operation may have, outer ones first."""
    found: dict[Path, frozenset[str]] = {}
    for name in _schemas(version, operation):
        for path, kinds in _walk(version, {"$ref": name}, name, (), operation):
            found[path] = found.get(path, ANY) & kinds
    return sorted(found.items(), key=lambda each: (len(each[0]), str(each[0])))


def members_of_order(version: str) -> list[Member]:
    """The members of an order. A request has them as an answer does."""
    name = f"{_SHOPPING}order.json"
    return list(dict(_walk(version, {"$ref": name}, name, (), "answer")).items())


def with_member(body: Any, path: Path, value: Any) -> Any:
    """A body with a value in one place. What lacks on the way to it is added."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        entries = list(body) if isinstance(body, list) and body else [{}]
        entries[step] = with_member(entries[step], tuple(rest), value)
        return entries
    members = dict(body) if isinstance(body, dict) else {}
    return members | {step: with_member(members.get(step), tuple(rest), value)}


def json_path(path: Path) -> str:
    """A path as messages have it."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


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


def _walk(version: str, schema: Any, base: str, path: Path, operation: str) -> Iterator[Member]:
    """The members below a place, and the place itself. `base` is the address of the schema."""
    yield path, ANY if len(path) > 9 else _kinds(version, schema, base)
    for part, at in _parts(version, schema, base):
        for name, inner in part.get("properties", {}).items():
            if _is_taken(inner, operation) and len(path) < 9:
                yield from _walk(version, inner, at, (*path, name), operation)
        others = part.get("additionalProperties")
        if isinstance(others, dict):
            name = _NAMES.get(str(path[-1]), _SAMPLE)
            yield from _walk(version, others, at, (*path, name), operation)
        if isinstance(part.get("items"), dict):
            yield from _walk(version, part["items"], at, (*path, 0), operation)


def _parts(version: str, schema: Any, base: str) -> Iterator[tuple[dict[str, Any], str]]:
    """A schema and all that it refers to and is composed of, each with its address."""
    if not isinstance(schema, dict):
        return
    yield schema, base
    if "$ref" in schema:
        found = registry(version).resolver(base).lookup(schema["$ref"])
        inner = found.resolver._base_uri
        yield from _parts(version, found.contents, inner)
    for kind in ("allOf", "oneOf", "anyOf"):
        for each in schema.get(kind, ()):
            yield from _parts(version, each, base)


def _kinds(version: str, schema: Any, base: str) -> frozenset[str]:
    kinds = ANY
    for part, _ in _parts(version, schema, base):
        named = part.get("type")
        if named is not None:
            every = {named} if isinstance(named, str) else set(named)
            kinds &= {"number" if each == "integer" else each for each in every}
    return kinds


def _is_taken(schema: Any, operation: str) -> bool:
    rule = schema.get("ucp_request", "optional") if isinstance(schema, dict) else "optional"
    if operation == "answer":
        return True
    return (rule.get(operation, "optional") if isinstance(rule, dict) else rule) != "omit"
