"""Convert between the shapes of the shopper's API and the domain."""

from decimal import Decimal

from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Refusal
from domain.stage import Stage
from domain.values.cart import Line
from domain.values.charges import Fee, fees_total
from domain.values.customer import Address, Customer, CustomerKind
from interfaces.api.shopper.access import Sight
from interfaces.api.shopper.errors import NOT_IDENTIFIED, PROBLEMS
from interfaces.api.shopper.masking import mask
from interfaces.api.shopper.wire import (
    AddressShape,
    AddressShown,
    CheckoutShown,
    CustomerShown,
    FeeShown,
    IdentifyBody,
    LineShown,
    ObstacleShown,
    TotalsShown,
)
from interfaces.http.errors.problems import type_of

_NO_PROVENANCE = Provenance(actor="", dialect="shopper", operation="", request_id="")


def customer_from(body: IdentifyBody) -> Customer:
    """Return the customer that the page sent."""
    return Customer(
        kind=CustomerKind(body.type),
        email=body.email,
        phone=body.phone,
        first_name=body.first_name,
        last_name=body.last_name,
        national_id=body.national_id,
        company=body.company,
        organization_number=body.organization_number,
        delivery_address=_address_from(body.delivery_address),
        billing_address=_address_from(body.billing_address),
    )


def checkout_shown(checkout: Checkout, sight: Sight) -> CheckoutShown:
    """Convert a checkout for the page, without its private id, the shop's own data and identity numbers.

    `sight` is how much of the customer data the page may see.
    """
    obstacle = _obstacle(checkout, sight)
    lines, fees = checkout.cart.lines, checkout.fees
    return CheckoutShown(
        public_token=checkout.public_token,
        version=checkout.version,
        stage=checkout.stage.value,
        suspended=checkout.stage is Stage.SUSPENDED,
        purchasable=obstacle is None,
        obstacle=obstacle,
        country=checkout.country,
        currency=checkout.currency,
        lines=tuple(_line(line) for line in lines),
        fees=tuple(_fee(fee) for fee in fees),
        totals=TotalsShown(
            lines=checkout.cart.total,
            fees=fees_total(fees),
            tax=checkout.cart.tax + sum(fee.tax for fee in fees),
            total=checkout.total,
        ),
        minimum_age=checkout.age_required,
        customer=_customer(checkout.customer, sight),
        expires_at=checkout.deadline,
        completed_at=checkout.completed_at,
    )


def _obstacle(checkout: Checkout, sight: Sight) -> ObstacleShown | None:
    """Return why a commit to the current version by this page would be refused, or None.

    The domain verb decides, on a draft that is discarded, at the time of the last change. Later time does not matter,
    because reading a checkout has already expired what was due.
    """
    try:
        checkout.draft().commit(checkout.version, by=_NO_PROVENANCE, at=checkout.modified_on)
    except Refusal as refusal:
        row = PROBLEMS[type(refusal)]
        return ObstacleShown(type=type_of(row.kind), title=row.title, detail=row.detail_of(refusal))
    if checkout.customer is None or sight is not Sight.MASKED:
        return None
    kind = NOT_IDENTIFIED
    return ObstacleShown(type=type_of(kind.kind), title=kind.title, detail=kind.detail)


def _line(line: Line) -> LineShown:
    return LineShown(
        kind=line.kind.value,
        article=line.article,
        description=line.description,
        quantity=plain(line.quantity),
        unit_price=line.unit_price,
        discount=line.discount or 0,
        total=line.total,
        tax=line.tax,
        tax_rate=line.tax_rate,
        requires_electronic_id=bool(line.requires_electronic_id),
        minimum_age=line.minimum_age,
    )


def _fee(fee: Fee) -> FeeShown:
    return FeeShown(
        kind=fee.kind,
        description=fee.description,
        total=fee.unit_price,
        tax=fee.tax,
        tax_rate=fee.tax_rate,
    )


def plain(number: Decimal) -> str:
    """Format an exact decimal without an exponent or trailing zeros: `2`, `0.75`, `100`."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _customer(customer: Customer | None, sight: Sight) -> CustomerShown | None:
    if customer is None or sight is Sight.NOTHING:
        return None
    shown = CustomerShown(
        masked=False,
        type=customer.kind.value,
        email=customer.email,
        phone=customer.phone,
        first_name=customer.first_name,
        last_name=customer.last_name,
        company=customer.company,
        delivery_address=_address(customer.delivery_address),
        billing_address=_address(customer.billing_address),
    )
    return mask(shown) if sight is Sight.MASKED else shown


def _address_from(shape: AddressShape | None) -> Address | None:
    return None if shape is None else Address(**dict(shape))


def _address(address: Address | None) -> AddressShown | None:
    if address is None:
        return None
    return AddressShown.model_validate(
        {name: getattr(address, name) for name in AddressShown.model_fields}
    )
