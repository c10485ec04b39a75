"""Schemas of msgspec structs and dataclasses, for the OpenAPI document.

msgspec describes a Decimal as a string; the dialects write it as a JSON number. All fields are required but those of a
struct with `omit_defaults`, because every other one is written with all of its fields.
"""

from typing import Any

import msgspec

from interfaces.http.reference.schemas import Schema

_REFERENCE = "#/$defs/"
_DECIMAL = {"type": "string", "format": "decimal"}


def struct_schema(
    struct: type[Any], prefix: str, replaced: dict[str, Schema] | None = None
) -> Schema:
    """Return the schema of a struct as a response has it. The titles of it and its parts begin with `prefix`.

    `replaced` has schemas of fields that are annotated as any JSON, by struct and name on the wire: `Order.Tags`.
    """
    (root,), definitions = msgspec.json.schema_components(
        [struct], ref_template=_REFERENCE + "{name}"
    )
    schema: Schema = _Inlined(definitions, prefix, _structs_in(struct), replaced or {}).schema(root)
    return schema


class _Inlined:
    """Schemas with their references replaced by what they refer to."""

    def __init__(
        self,
        definitions: dict[str, Any],
        prefix: str,
        structs: dict[str, type[Any]],
        replaced: dict[str, Schema],
    ) -> None:
        self._definitions = definitions
        self._prefix = prefix
        self._structs = structs
        self._replaced = replaced

    def schema(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self.schema(each) for each in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return self._of_struct(node["$ref"].removeprefix(_REFERENCE))
        if node.get("anyOf") == [_DECIMAL, {"type": "null"}]:
            return {"type": ["number", "null"]}
        if node == _DECIMAL:
            return {"type": "number"}
        return {key: self.schema(value) for key, value in node.items() if key != "default"}

    def _of_struct(self, name: str) -> Schema:
        definition = self._definitions[name]
        if "enum" in definition:
            return {"type": "string", "enum": definition["enum"]}
        properties = {
            field: self._replaced.get(f"{name}.{field}") or self.schema(schema)
            for field, schema in definition["properties"].items()
        }
        config = getattr(self._structs[name], "__struct_config__", None)
        omits = config is not None and config.omit_defaults
        return {
            "type": "object",
            "title": self._prefix + name,
            "description": definition.get("description", ""),
            "required": list(definition.get("required", ())) if omits else list(properties),
            "properties": properties,
        }


def _structs_in(struct: type[Any]) -> dict[str, type[Any]]:
    """Return a struct and those that its fields have, by name."""
    found: dict[str, type[Any]] = {}

    def visit(kind: Any) -> None:
        if isinstance(kind, msgspec.inspect.StructType | msgspec.inspect.DataclassType):
            if kind.cls.__name__ in found:
                return
            found[kind.cls.__name__] = kind.cls
            for field in kind.fields:
                visit(field.type)
        for part in (*getattr(kind, "types", ()), getattr(kind, "item_type", None)):
            if part is not None:
                visit(part)

    visit(msgspec.inspect.type_info(struct))
    return found
