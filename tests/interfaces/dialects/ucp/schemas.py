"""The official UCP schemas, with their errors corrected."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Registry

from tests.json_schema import JsonSchema, registry_of

SCHEMAS = Path(__file__).parents[5] / "shared" / "schemas" / "ucp"
FIRST = "2026-01-11"
JANUARY = (FIRST, "2026-01-23")
_NEWEST = "2026-08-25"
_FOLDERS = {_NEWEST: "draft-2026-08-22"}
"""The draft of three days before is the nearest that there is."""
BASE = "https://ucp.dev/"
_SHOPPING = f"{BASE}schemas/shopping/"


def validate_checkout(version: str, instance: Any) -> None:
    """Validates a checkout against the core and every extension of the version, if the schemas are available."""
    tail = ".json#/$defs/dev.ucp.shopping.checkout"
    if version in JANUARY:
        tail = "_resp.json#/$defs/checkout"
    for name in ("fulfillment", "discount", "buyer_consent"):
        _validate(version, f"{_SHOPPING}{name}{tail}", instance)


def validate_mandates(version: str, instance: Any) -> None:
    """Validates a checkout with the signature of the shop, if the schemas are available."""
    tail = ".json#/$defs/dev.ucp.shopping.checkout"
    if version in JANUARY:
        tail = (
            ".json#/$defs/checkout_response_with_ap2"
            if version == FIRST
            else "_resp.json#/$defs/checkout"
        )
    _validate(version, f"{_SHOPPING}ap2_mandate{tail}", instance)


def validate_order(version: str, instance: Any) -> None:
    """Validates an order, if the schemas are available."""
    _validate(version, f"{_SHOPPING}order.json", instance)


def validate_failure(version: str, instance: Any) -> None:
    """Validates an answer that has messages and no checkout, if the schemas are available."""
    folder = f"{BASE}schemas/common/" if version == _NEWEST else _SHOPPING
    _validate(version, f"{folder}types/error_response.json", instance)


def validate_profile(version: str, instance: Any) -> None:
    """Validates the profile of a business, if the schemas are available."""
    of_business = "" if version == FIRST else "#/$defs/business_profile"
    name = f"discovery/profile_schema.json{of_business}"
    if version == _NEWEST:
        name = "schemas/profile.json#/$defs/business_schema"
    _validate(version, f"{BASE}{name}", instance)


def _validate(version: str, name: str, instance: Any) -> None:
    if not SCHEMAS.exists():
        return
    _schema(version, name).validate(instance)


@cache
def _schema(version: str, name: str) -> JsonSchema:
    return JsonSchema({"$ref": name}, registry(version))


@cache
def registry(version: str) -> Registry:
    """The schemas of a version by their addresses."""
    found = {}
    folder = SCHEMAS / _FOLDERS.get(version, version)
    for file in folder.rglob("*.json"):
        schema = json.loads(file.read_bytes())
        # The files refer to each other by their places, which the ids of some do not have.
        schema["$id"] = BASE + file.relative_to(folder).as_posix()
        if "oneOf" in schema and file.name.startswith("fulfillment_destination"):
            # Every retail location is a valid shipping destination too, so one of both can never be told.
            schema["anyOf"] = schema.pop("oneOf")
        found[schema["$id"]] = schema
    return registry_of(found)
