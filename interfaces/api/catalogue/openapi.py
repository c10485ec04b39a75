"""OpenAPI descriptions of the catalogue endpoints."""

from typing import Any, Final

from application.ports.catalogue import Product, ShippingOption, TaxRate
from interfaces.http import openapi
from interfaces.http.errors.table import ErrorTable
from interfaces.http.openapi import ProblemKind
from interfaces.http.reference.api_reference import ApiReference, bearer
from interfaces.http.reference.schemas import FLAG, array, entity
from interfaces.http.reference.struct_schemas import struct_schema

LARGEST_PAGE = 100
REFERENCE: Final = ApiReference(
    title="Catalogue",
    description="What a shop with agents sells: products, tax rates and shipping options.",
    security_schemes={"ApiKey": bearer("An API key of the merchant.")},
    examples="interfaces.api.catalogue",
)
_PREFIX: Final = "Catalogue"
_NO_SCOPE = ProblemKind(403, "access-denied", "Access denied", "The key lacks checkouts:read.")
_FAULTS = (openapi.NOT_AUTHENTICATED, openapi.INVALID_QUERY, _NO_SCOPE)
_PAGE = [
    openapi.parameter("after", "Begin after the product with this id.", "item_123"),
    openapi.parameter("limit", "How many.", "20", type="integer", minimum=1, maximum=LARGEST_PAGE),
]
_TABLES: dict[str, tuple[str, type[Any], list[dict[str, Any]]]] = {
    "products": ("List products, in the order of their ids", Product, _PAGE),
    "tax_rates": ("List tax rates", TaxRate, []),
    "shipping_options": ("List shipping options", ShippingOption, []),
}


def table_description(table: str) -> dict[str, Any]:
    """Return the route arguments of the endpoint that lists a table. Its fields are those of catalogue files."""
    summary, kind, parameters = _TABLES[table]
    properties: dict[str, Any] = {table: array(struct_schema(kind, _PREFIX))}
    if parameters:
        properties["has_more"] = FLAG
    name = table.title().replace("_", "")
    schema = entity(f"{_PREFIX}{name}", properties)
    answer = {
        "description": "Amounts in minor units, weights in grams, rates in basis points.",
        "content": {"application/json": {"schema": schema}},
    }
    return {
        "summary": summary,
        "responses": {200: answer} | openapi.problems(ErrorTable({}), (), _FAULTS),
        "openapi_extra": {"parameters": parameters},
    }
