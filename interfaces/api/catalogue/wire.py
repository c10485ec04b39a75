"""The JSON of the catalogue. Its field names are those of catalogue files."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import msgspec
from fastapi import Response

from application.ports.catalogue import Product, ShippingOption, TaxRate


def rows(records: Sequence[Product | TaxRate | ShippingOption]) -> list[dict[str, Any]]:
    """Return each record as a JSON object: amounts in minor units, weights in grams, rates in basis points."""
    return [
        {field.name: getattr(record, field.name) for field in fields(record)} for record in records
    ]


def response(body: Mapping[str, Any]) -> Response:
    """Return 200 with `body` as JSON, which no cache may store."""
    headers = {"Cache-Control": "private, no-store"}
    return Response(msgspec.json.encode(body), headers=headers, media_type="application/json")
