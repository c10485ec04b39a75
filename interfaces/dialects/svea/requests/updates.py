"""Reading of the body of "update order".

Interpretations where the documents are silent:
- The cart is required, because it is overwritten as a whole and a misspelled name must not empty it. It may be empty.
- The other parts are left unchanged where the body does not name them, or has null, which several clients send for
  unknown values. `""` removes the merchant data, `{"MinAge": null}` the age.
- Other properties of an order are ignored here, as unknown properties are.
"""

import msgspec

from interfaces.dialects.svea.requests.cart import rows_of
from interfaces.dialects.svea.requests.shipping import shipping_information
from interfaces.dialects.svea.wire import Update
from interfaces.http.errors.request_errors import FieldFault, InvalidFields
from interfaces.http.request.body.reader import FieldReader, parse_json
from interfaces.http.request.fields import object_reader
from interfaces.http.request.property_names import PropertyNames
from interfaces.http.request.single_line import IN_DATA

LONGEST_MERCHANT_DATA = 6_000
_OLDEST = 150
_UPDATE = PropertyNames(("Cart", "MerchantData", "ShippingInformation", "Validation"))
_VALIDATION = PropertyNames(("MinAge",))


def update(body: bytes) -> Update:
    """Read the body of "update order". Raises MalformedBody, or InvalidFields with every fault."""
    faults: list[FieldFault] = []
    fields = object_reader(parse_json(body), _UPDATE, "", faults)
    if fields is None:
        raise InvalidFields(tuple(faults))
    result = Update(
        rows=rows_of(fields, faults),
        merchant_data=merchant_data(fields) if fields.has("MerchantData") else msgspec.UNSET,
        shipping_information=shipping_information(fields, faults)
        if fields.has("ShippingInformation")
        else msgspec.UNSET,
        min_age=min_age(fields, faults) if fields.has("Validation") else msgspec.UNSET,
    )
    fields.raise_faults()
    return result


def merchant_data(fields: FieldReader) -> str | None:
    """Read the shop's data, which is returned unchanged and may have several lines."""
    return fields.text("MerchantData", longest=LONGEST_MERCHANT_DATA, strip=False, unfit=IN_DATA)


def min_age(body: FieldReader, faults: list[FieldFault]) -> int | None:
    """Read `Validation.MinAge` of a body in years. 0 and null are no age."""
    if not body.has("Validation"):
        return None
    fields = object_reader(body.value("Validation"), _VALIDATION, "Validation", faults)
    if fields is None:
        return None
    return fields.whole("MinAge", at_least=0, at_most=_OLDEST) or None
