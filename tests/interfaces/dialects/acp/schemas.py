"""The official ACP schemas, with their errors corrected."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

SCHEMAS = Path(__file__).parents[5] / "shared" / "schemas" / "acp"
_BASE = "https://acp.example/"
"""The base of the URIs by which the files refer to each other. Nothing is fetched."""
NOT_HERE = "the official ACP schemas are not in ../shared/schemas/acp"


def _is_date_time(text: object) -> bool:
    return datetime.fromisoformat(str(text)).tzinfo is not None


def _is_uri(text: object) -> bool:
    return bool(urlsplit(str(text)).scheme)


def _is_email(text: object) -> bool:
    return "@" in str(text)


_FORMATS = FormatChecker(formats=())
_FORMATS.checks("date-time", raises=ValueError)(_is_date_time)
_FORMATS.checks("uri", raises=ValueError)(_is_uri)
_FORMATS.checks("email")(_is_email)


def validate(version: str, name: str, instance: Any) -> None:
    """Validates a response against the version's schema of this name, if the schemas are available."""
    if not SCHEMAS.exists():
        return
    schema = {**_bundle(version), "$ref": f"#/$defs/{name}"}
    faults = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(schema, format_checker=_FORMATS).iter_errors(instance)
    ]
    assert not faults, "\n".join(faults)


def definition(version: str, ref: str) -> Any:
    """Returns the schema that a reference names."""
    return _bundle(version)["$defs"][ref.removeprefix("#/$defs/")]


def validate_webhook(version: str, event: Any) -> None:
    """Validates a webhook against the version's specification, if the schemas are available."""
    if not SCHEMAS.exists():
        return
    file = SCHEMAS / version / "openapi.agentic_checkout_webhook.yaml"
    names = (file.name, "openapi.agentic_checkout.yaml")
    registry: Registry[Any] = Registry().with_resources(
        (_BASE + name, DRAFT202012.create_resource(_read(file.with_name(name)))) for name in names
    )
    schema = {"$ref": f"{_BASE}{file.name}#/components/schemas/WebhookEvent"}
    validator = Draft202012Validator(schema, registry=registry, format_checker=_FORMATS)
    faults = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(event)]
    assert not faults, "\n".join(faults)


@cache
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
