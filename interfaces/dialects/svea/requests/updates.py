"""Reading the body of "update order".

Readings taken where the documents are silent:
- The cart has to be there, because it is overwritten whole: a slip in its name must not empty it. It may be empty.
- The other parts are left as they are where the body does not name them, or names them with null, which is what
  several clients send for what they do not know. `""` removes the merchant data, `{"MinAge": null}` the age.
- Anything else that an order has is passed over here, as unknown properties are.
"""

import msgspec

from interfaces.dialects.svea.requests.cart import rows_of
from interfaces.dialects.svea.requests.shipping import shipping_information
from interfaces.dialects.svea.wire import Update
from interfaces.http.errors import FieldFault, InvalidFields
from interfaces.http.request.body.reader import FieldReader, parse_json
from interfaces.http.request.fields import object_reader
from interfaces.http.request.property_names import PropertyNames
from interfaces.http.request.single_line import IN_DATA

LONGEST_MERCHANT_DATA = 6_000
_OLDEST = 150
_UPDATE = PropertyNames(("Cart", "MerchantData", "ShippingInformation", "Validation"))
_VALIDATION = PropertyNames(("MinAge",))


def update(body: bytes) -> Update:
    """The body of "update order". Raises MalformedBody, or InvalidFields with every fault."""
    faults: list[FieldFault] = []
    fields = object_reader(parse_json(body), _UPDATE, "", faults)
    if fields is None:
        raise InvalidFields(tuple(faults))
    made = Update(
        rows=rows_of(fields, faults),
        merchant_data=merchant_data(fields) if fields.has("MerchantData") else msgspec.UNSET,
        shipping_information=shipping_information(fields, faults)
        if fields.has("ShippingInformation")
        else msgspec.UNSET,
        min_age=min_age(fields, faults) if fields.has("Validation") else msgspec.UNSET,
    )
    fields.raise_faults()
    return made


def merchant_data(fields: FieldReader) -> str | None:
    """The shop's own data, which is given back as it is, and which may have several lines."""
    return fields.text("MerchantData", longest=LONGEST_MERCHANT_DATA, strip=False, unfit=IN_DATA)


def min_age(body: FieldReader, faults: list[FieldFault]) -> int | None:
    """`Validation.MinAge` of a body in years; 0 is no age, as null is."""
    if not body.has("Validation"):
        return None
    fields = object_reader(body.value("Validation"), _VALIDATION, "Validation", faults)
    if fields is None:
        return None
    return fields.whole("MinAge", at_least=0, at_most=_OLDEST) or None
