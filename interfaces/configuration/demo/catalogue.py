"""The catalogue of the demo merchants."""

from application.ports.catalogue import (
    Catalogue,
    Discount,
    Offer,
    Product,
    ShippingOption,
    TaxedOn,
    TaxRate,
)
from domain.values.discounts import DiscountKind
from domain.values.fulfilment import FulfilmentKind
from interfaces.configuration.settings import Configuration

DEMO_CATALOGUE = Offer(
    products=(
        Product(id="item_123", title="Enamel mug", unit_price=1000, weight=400),
        Product(id="item_456", title="Tea towel", unit_price=500, weight=150),
        Product(
            id="item_789", title="Teapot", unit_price=4500, weight=1100, stock=10, most_per_order=2
        ),
        Product(
            id="item_book",
            title="The Tea Book (PDF)",
            unit_price=900,
            tax_class="books",
            delivery=FulfilmentKind.DIGITAL,
        ),
        Product(id="item_gone", title="Milk jug", unit_price=1500, weight=600, stock=0),
    ),
    tax_rates=(
        # A levy on the whole order, and none on its lines or on shipping.
        TaxRate(name="Tax", rate=286, on=TaxedOn.ORDER, country="US"),
        TaxRate(name="VAT", rate=2500, country="SE", tax_class="standard"),
        TaxRate(name="VAT", rate=600, country="SE", tax_class="books"),
        TaxRate(name="VAT", rate=2500, on=TaxedOn.SHIPPING, country="SE"),
    ),
    shipping_options=(
        ShippingOption(
            id="shipping_standard",
            title="Standard Shipping",
            subtitle="5-7 business days",
            carrier="Shipping Co",
            price=100,
            country="US",
            max_weight=1000,
        ),
        ShippingOption(
            id="shipping_fast",
            title="Express Shipping",
            subtitle="2-3 business days",
            carrier="Shipping Co",
            price=150,
            country="US",
            max_weight=20_000,
        ),
        ShippingOption(
            id="shipping_freight",
            title="Freight",
            subtitle="2-3 weeks",
            carrier="Shipping Co",
            price=5000,
            country="US",
            min_weight=20_001,
        ),
        ShippingOption(
            id="parcel",
            title="Parcel to an agent",
            subtitle="2-4 days",
            carrier="Paket AB",
            price=490,
            country="SE",
            free_over=50_000,
        ),
        ShippingOption(id="home", title="To the door", carrier="Paket AB", price=990, country="SE"),
    ),
    discounts=(
        Discount(
            id="welcome",
            title="Welcome, 10 % off",
            kind=DiscountKind.PERCENTAGE,
            value=1000,
            code="WELCOME10",
            max_uses_per_buyer=1,
        ),
    ),
)


async def fill_demo_catalogues(configuration: Configuration, catalogue: Catalogue) -> None:
    """Store the demo catalogue for each merchant that asks for it and has an empty one. Raises StoreUnavailable."""
    for merchant in configuration.merchants:
        if merchant.selling is not None and merchant.selling.demo_catalogue:
            await catalogue.begin_with(merchant.id, DEMO_CATALOGUE)
