"""The official UCP schemas, with their errors corrected."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

SCHEMAS = Path(__file__).parents[5] / "shared" / "schemas" / "ucp"
NOT_HERE = "the official UCP schemas are not in ../shared/schemas/ucp"
_BASE = "https://ucp.dev/schemas/"
_PROFILE = "https://ucp.dev/discovery/profile.json"
_SHOPPING = f"{_BASE}shopping/"


def _is_date_time(text: object) -> bool:
    return datetime.fromisoformat(str(text)).tzinfo is not None


def _is_uri(text: object) -> bool:
    return bool(urlsplit(str(text)).scheme)


_FORMATS = FormatChecker(formats=())
_FORMATS.checks("date-time", raises=ValueError)(_is_date_time)
_FORMATS.checks("uri", raises=ValueError)(_is_uri)


def validate_checkout(version: str, instance: Any) -> None:
    """Validates a checkout against the core and every extension of the version, if the schemas are available."""
    for name in ("fulfillment", "discount", "buyer_consent"):
        _validate(version, f"{_SHOPPING}{name}.json#/$defs/dev.ucp.shopping.checkout", instance)


def validate_failure(version: str, instance: Any) -> None:
    """Validates an answer that has messages and no checkout, if the schemas are available."""
    _validate(version, f"{_SHOPPING}types/error_response.json", instance)


def validate_profile(version: str, instance: Any) -> None:
    """Validates the profile of a business, if the schemas are available."""
    _validate(version, f"{_PROFILE}#/$defs/business_profile", instance)


def _validate(version: str, name: str, instance: Any) -> None:
    if not SCHEMAS.exists():
        return
    found = _validator(version, name).iter_errors(instance)
    faults = [f"{error.json_path}: {error.message}" for error in found]
    assert not faults, "\n".join(faults)


@cache
def _validator(version: str, name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": name}, registry=_registry(version), format_checker=_FORMATS
    )


@cache
def _registry(version: str) -> "Registry[Any]":
    found = []
    for file in (SCHEMAS / version).rglob("*.json"):
        schema = json.loads(file.read_bytes())
        if "$id" not in schema:
            continue
        if file.parent.name == "discovery":
            # It refers to its neighbours by folder, which its own address does not have.
            schema["$id"] = _PROFILE
        if schema["$id"].endswith("types/fulfillment_destination.json"):
            # Every retail location is a valid shipping destination too, so one of both can never be told.
            schema["anyOf"] = schema.pop("oneOf")
        found.append((schema["$id"], DRAFT202012.create_resource(schema)))
    return Registry().with_resources(found)
