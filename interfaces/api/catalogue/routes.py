"""The catalogue API: the current products of a merchant. Only `tillroll catalogue import` changes them.

| endpoint | answer |
|---|---|
| GET /catalogue/products | products, in pages |
| GET /catalogue/tax-rates | every tax rate |
| GET /catalogue/shipping-options | every shipping option |

Fields are named as in catalogue files. A key sees its own merchant's catalogue, and needs the scope checkouts:read.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from application.ports.catalogue import Catalogue
from interfaces.api.catalogue.errors import render_refusal
from interfaces.api.catalogue.openapi import LARGEST_PAGE, REFERENCE, table_description
from interfaces.api.catalogue.wire import response, rows
from interfaces.dialects.session.auth import READ, ApiKeys
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.dialect import Dialect
from interfaces.http.errors.problems import fault_problem
from interfaces.http.errors.request_errors import FieldFault, InvalidQuery
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import Party
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, refused_in
from interfaces.runtime.live import Live

PREFIX = "/catalogue"
_DEFAULT_PAGE = 20
_bearer = HTTPBearer(auto_error=False, scheme_name="ApiKey", description="An API key.")
# Only for the documentation: `ApiKeys.authenticate` reads the key and checks its scope.
_Documented = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


def catalogue_dialect(
    *, catalogue: Catalogue, merchants: Live[Sequence[MerchantSettings[SellingSettings]]]
) -> Dialect:
    """Build the catalogue API for the merchants that have API keys."""
    router = APIRouter(prefix=PREFIX, tags=[REFERENCE.title])
    keys = merchants.derive(ApiKeys)

    async def identify(request: Request) -> Party:
        return keys.now.identify(request)

    @router.get("/products", response_model=None, **table_description("products"))
    async def products(request: Request, _: _Documented) -> Response:
        client = keys.now.authenticate(request, READ)
        after, limit = _page_from(request)
        found = await catalogue.products(client.merchant, after=after, limit=limit + 1)
        return response({"products": rows(found[:limit]), "has_more": len(found) > limit})

    @router.get("/tax-rates", response_model=None, **table_description("tax_rates"))
    async def tax_rates(request: Request, _: _Documented) -> Response:
        client = keys.now.authenticate(request, READ)
        terms = await catalogue.terms(client.merchant, ())
        return response({"tax_rates": rows(terms.tax_rates)})

    @router.get("/shipping-options", response_model=None, **table_description("shipping_options"))
    async def shipping_options(request: Request, _: _Documented) -> Response:
        client = keys.now.authenticate(request, READ)
        terms = await catalogue.terms(client.merchant, ())
        return response({"shipping_options": rows(terms.shipping_options)})

    return Dialect(
        name="catalogue",
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=render_refusal,
        render_error=fault_problem,
        identify=identify,
        reference=REFERENCE,
    )


def _page_from(request: Request) -> tuple[str, int]:
    """Return the product id after which the page begins, and its length. Raises InvalidQuery."""
    given = request.query_params
    found = [
        FieldFault(path=name[:100], kind="unknown", message="There is no such parameter.")
        for name in given
        if name not in ("after", "limit")
    ]
    limit = given.get("limit", str(_DEFAULT_PAGE))
    is_whole = limit.isascii() and limit.isdigit() and len(limit) < 4
    if not (is_whole and 1 <= int(limit) <= LARGEST_PAGE):
        message = f"limit: must be a whole number from 1 to {LARGEST_PAGE}."
        found.append(FieldFault(path="limit", kind="out-of-range", message=message))
    after = given.get("after", "")
    if refused := refused_in(after, IN_AN_IDENTIFIER):
        found.append(FieldFault(path="after", kind="format", message=f"after: {refused}."))
    if found:
        raise InvalidQuery(tuple(found))
    return after, int(limit)
