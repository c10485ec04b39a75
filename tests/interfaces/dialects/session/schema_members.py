"""The members that a JSON schema describes, each with the types of JSON that it may have, and values of other types."""

from collections.abc import Callable, Iterator
from typing import Any

Step = str | int
Path = tuple[Step, ...]
Member = tuple[Path, frozenset[str]]
Lookup = Callable[[str, str], tuple[Any, str]]
"""Takes the address of a schema and a reference in it; returns what it refers to, and the address of that."""
IsTaken = Callable[[dict[str, Any]], bool]
SAMPLES: dict[str, Any] = {
    "number": 7,
    "string": "text",
    "boolean": True,
    "array": [7],
    "object": {"x": 7},
    "null": None,
}
"""A value of each type."""
ANY = frozenset(SAMPLES) - {"null"}
_DEEPEST = 9
_NAMES = {"consent": "dev.ucp.consent.marketing", "segments": "dev.ucp.consent.marketing.email"}
_SAMPLE = "com.example.sample"


class Members:
    """The members below a schema. `is_taken` is whether a request has a member with a schema."""

    def __init__(self, lookup: Lookup, is_taken: IsTaken = lambda _: True) -> None:
        self._lookup = lookup
        self._is_taken = is_taken

    def walk(self, schema: Any, base: str, path: Path = ()) -> Iterator[Member]:
        """The place itself, and the members below it. `base` is the address of the schema."""
        yield path, self._kinds(schema, base)
        for part, at in self._parts(schema, base) if len(path) < _DEEPEST else ():
            for name, inner in part.get("properties", {}).items():
                if not isinstance(inner, dict) or self._is_taken(inner):
                    yield from self.walk(inner, at, (*path, name))
            others = part.get("additionalProperties")
            if isinstance(others, dict):
                name = _NAMES.get(str(path[-1]), _SAMPLE)
                yield from self.walk(others, at, (*path, name))
            if isinstance(part.get("items"), dict):
                yield from self.walk(part["items"], at, (*path, 0))

    def _parts(self, schema: Any, base: str) -> Iterator[tuple[dict[str, Any], str]]:
        """A schema and all that it refers to and is composed of, each with its address."""
        if not isinstance(schema, dict):
            return
        yield schema, base
        if "$ref" in schema:
            yield from self._parts(*self._lookup(base, schema["$ref"]))
        for kind in ("allOf", "oneOf", "anyOf"):
            for each in schema.get(kind, ()):
                yield from self._parts(each, base)

    def _kinds(self, schema: Any, base: str) -> frozenset[str]:
        kinds = ANY
        for part, _ in self._parts(schema, base):
            named = part.get("type")
            if named is not None:
                every = {named} if isinstance(named, str) else set(named)
                kinds &= {"number" if each == "integer" else each for each in every}
        return kinds


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
