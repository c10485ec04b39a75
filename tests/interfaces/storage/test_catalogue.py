"""The contract of every catalogue, run against PostgreSQL and the in-memory catalogue."""

from application.ports.catalogue import Offer, PickupLocation, Product, ShippingOption, TaxRate
from domain.values.fulfilment import FulfilmentKind
from interfaces.configuration.demo.catalogue import DEMO_CATALOGUE
from tests.interfaces.storage.conftest import Storage

MUG = Product(id="mug", title="Mug", unit_price=1000, weight=400, stock=3, most_per_order=2)
EBOOK = Product(id="ebook", title="E-book å", unit_price=900, delivery=FulfilmentKind.DIGITAL)
VAT = TaxRate(name="VAT", rate=2500, country="SE", tax_class="standard")
PARCEL = ShippingOption(id="parcel", title="Parcel", price=500, max_weight=2000, free_over=5000)


async def test_stored_products_and_tables_are_read_back(storage: Storage) -> None:
    """All fields of the requested products are returned, and the tables in their order."""
    await storage.catalogue.put("a", DEMO_CATALOGUE)
    product_ids = [product.id for product in DEMO_CATALOGUE.products]
    terms = await storage.catalogue.terms("a", [*product_ids, "unknown", "\0"])
    assert terms.products == {product.id: product for product in DEMO_CATALOGUE.products}
    assert list(terms.tax_rates) == list(DEMO_CATALOGUE.tax_rates or ())
    assert list(terms.shipping_options) == list(DEMO_CATALOGUE.shipping_options or ())


async def test_locations_and_new_columns_are_read_back(storage: Storage) -> None:
    """Retail locations keep their order; pictures, parcels, services and free articles are kept."""
    store = PickupLocation(id="b", name="B", line_one="1", city="Lund", country="SE", phone="+46")
    outlet = PickupLocation(id="a", name="A", line_one="2", city="Ohio", country="US", state="OH")
    mug = Product(
        id="mug", title="Mug", unit_price=1, image_url="https://shop.example/mug.jpg", parcel="oven"
    )
    option = ShippingOption(
        id="x", title="X", price=1, kind=FulfilmentKind.PICKUP, free_with=("mug",), service="s"
    )
    offer = Offer(products=[mug], shipping_options=[option], locations=[store, outlet])
    await storage.catalogue.put("a", offer)
    await storage.catalogue.put("a", Offer())
    terms = await storage.catalogue.terms("a", ["mug"])
    assert list(terms.locations) == [store, outlet]
    assert terms.products == {"mug": mug}
    assert list(terms.shipping_options) == [option]


async def test_a_merchant_sees_only_its_own_catalogue(storage: Storage) -> None:
    """A catalogue stored for one merchant is not visible to another."""
    await storage.catalogue.put(
        "a", Offer(products=[MUG], tax_rates=[VAT], shipping_options=[PARCEL])
    )
    terms = await storage.catalogue.terms("b", ["mug"])
    assert (terms.products, list(terms.tax_rates), list(terms.shipping_options)) == ({}, [], [])


async def test_an_update_replaces_products_by_id(storage: Storage) -> None:
    """An update replaces products by id and tables as a whole, and keeps what it does not name."""
    await storage.catalogue.put("a", Offer(products=[MUG, EBOOK], tax_rates=[VAT, VAT]))
    dearer = Product(id="mug", title="Mug", unit_price=1200)
    await storage.catalogue.put("a", Offer(products=[dearer], shipping_options=[PARCEL]))
    terms = await storage.catalogue.terms("a", ["mug", "ebook"])
    assert terms.products == {"mug": dearer, "ebook": EBOOK}
    assert (list(terms.tax_rates), list(terms.shipping_options)) == ([VAT, VAT], [PARCEL])
    await storage.catalogue.put("a", Offer(products=[EBOOK], tax_rates=[]), only=True)
    terms = await storage.catalogue.terms("a", ["mug", "ebook"])
    assert (terms.products, list(terms.tax_rates)) == ({"ebook": EBOOK}, [])


async def test_products_are_paged_by_id(storage: Storage) -> None:
    """The products are returned in the order of their ids, each exactly once."""
    await storage.catalogue.put("a", Offer(products=[MUG, EBOOK]))
    await storage.catalogue.put("b", Offer(products=[MUG]))
    assert await storage.catalogue.products("a", after="", limit=1) == [EBOOK]
    assert await storage.catalogue.products("a", after="ebook", limit=5) == [MUG]
    assert await storage.catalogue.products("a", after="mug", limit=5) == []
    assert await storage.catalogue.products("a", after="\0", limit=5) in ([], [EBOOK, MUG])


async def test_initial_products_are_stored_only_in_an_empty_catalogue(storage: Storage) -> None:
    """A restart does not restore demo products in a catalogue that was changed."""
    await storage.catalogue.begin_with("a", Offer(products=[MUG]))
    await storage.catalogue.begin_with("a", Offer(products=[EBOOK]))
    assert await storage.catalogue.products("a", after="", limit=5) == [MUG]
