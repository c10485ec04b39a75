"""The official ACP schemas, with their errors corrected."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.json_schema import JsonSchema, registry_of

SCHEMAS = Path(__file__).parents[5] / "shared" / "schemas" / "acp"
_BASE = "https://acp.example/"
"""The base of the URIs by which the files refer to each other. Nothing is fetched."""
NOT_HERE = "the official ACP schemas are not in ../shared/schemas/acp"


def validate(version: str, name: str, instance: Any) -> None:
    """Validates a response against the version's schema of this name, if the schemas are available."""
    if not SCHEMAS.exists():
        return
    _schema(version, name).validate(instance)


def definition(version: str, ref: str) -> Any:
    """Returns the schema that a reference names."""
    return _bundle(version)["$defs"][ref.removeprefix("#/$defs/")]


def validate_webhook(version: str, event: Any) -> None:
    """Validates a webhook against the version's specification, if the schemas are available."""
    if not SCHEMAS.exists():
        return
    _schema_of_webhooks(version).validate(event)


@cache
def _schema(version: str, name: str) -> JsonSchema:
    return JsonSchema({**_bundle(version), "$ref": f"#/$defs/{name}"})


@cache
def _schema_of_webhooks(version: str) -> JsonSchema:
    file = SCHEMAS / version / "openapi.agentic_checkout_webhook.yaml"
    names = (file.name, "openapi.agentic_checkout.yaml")
    return JsonSchema(
        {"$ref": f"{_BASE}{file.name}#/components/schemas/WebhookEvent"},
        registry_of({_BASE + name: _read(file.with_name(name)) for name in names}),
    )


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@cache
def _bundle(version: str) -> dict[str, Any]:
    file = SCHEMAS / version / "schema.agentic_checkout.json"
    bundle: dict[str, Any] = json.loads(file.read_bytes())
    definitions = bundle["$defs"]
    if version == "2025-09-29":
        # `exclusiveMinimum: true` is invalid in this draft of JSON Schema: 0 is the intended value.
        definitions["Item"]["properties"]["quantity"]["exclusiveMinimum"] = 0
        # The base schema forbids the order that this schema requires.
        base = definitions["CheckoutSessionBase"]
        definitions["CheckoutSessionWithOrder"] = {
            **base,
            "properties": {**base["properties"], "order": {"$ref": "#/$defs/Order"}},
            "required": [*base["required"], "order"],
        }
    return bundle
