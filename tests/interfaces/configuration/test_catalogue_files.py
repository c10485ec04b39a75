"""The files that `tillroll catalogue import` accepts, and its error messages."""

import pytest

from application.ports.catalogue import Product, ShippingOption, TaxedOn, TaxRate
from domain.values.fulfilment import FulfilmentKind
from interfaces.configuration.catalogue_file import CatalogueFileRefused, parse_csv, parse_json


def test_a_json_document_has_up_to_three_tables() -> None:
    """A table that is missing in the document is left unchanged in the catalogue."""
    assortment = parse_json(
        b'{"products": [{"id": "mug", "title": "Mug", "unit_price": 1000, "stock": null,'
        b' "delivery": "digital"}], "tax_rates": [{"name": "VAT", "rate": 2500, "on": "order"}]}'
    )
    assert assortment.products == [
        Product(id="mug", title="Mug", unit_price=1000, delivery=FulfilmentKind.DIGITAL)
    ]
    assert assortment.tax_rates == [TaxRate(name="VAT", rate=2500, on=TaxedOn.ORDER)]
    assert assortment.shipping_options is None


@pytest.mark.parametrize("separator", [",", ";"])
def test_products_in_csv(separator: str) -> None:
    """A byte order mark and either separator are accepted, and an empty cell is a missing value."""
    text = "\ufeffid,title,unit_price,stock,weight\r\nmug,Becher,1000,,400\r\ntee,Tee,500,7,\r\n"
    assert parse_csv(text.replace(",", separator).encode()).products == [
        Product(id="mug", title="Becher", unit_price=1000, weight=400),
        Product(id="tee", title="Tee", unit_price=500, stock=7),
    ]


def test_the_columns_determine_the_table() -> None:
    """A column `rate` means tax rates, and a column `price` means shipping options."""
    assert parse_csv(b"name,rate,country\nVAT,2500,SE\n").tax_rates == [
        TaxRate(name="VAT", rate=2500, country="SE")
    ]
    assert parse_csv(b"id,title,price,free_over\na,A,100,5000\n").shipping_options == [
        ShippingOption(id="a", title="A", price=100, free_over=5000)
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[]", "not a catalogue in JSON"),
        (b"\xff", "not a catalogue in JSON"),
        (b'{"goods": []}', "goods"),
        (b'{"products": [{"id": "a", "title": "A"}]}', "products, row 1: .*unit_price"),
        (b'{"products": [{"id": "a", "title": "A", "unit_price": 1.5}]}', "row 1"),
        (b'{"products": [{"id": "a", "title": "A", "unit_price": -1}]}', "unit_price has to be"),
        (b'{"products": [{"id": " ", "title": "A", "unit_price": 1}]}', "id has to be a text"),
        (b'{"products": [{"id": "a", "title": "A", "unit_price": 1, "colour": 1}]}', "'colour'"),
        (b'{"tax_rates": [{"name": "a", "rate": 100001}]}', "rate has to be"),
        (
            b'{"shipping_options": [{"id": "a", "title": "A", "price": 1}, {"id": "a", "title": "", "price": 1}]}',
            "shipping_options, row 2: title has to be",
        ),
        (
            b'{"products": [%b, %b]}' % ((b'{"id": "a", "title": "A", "unit_price": 1}',) * 2),
            "product 'a' twice",
        ),
    ],
)
def test_a_faulty_document_is_refused_by_row(content: bytes, message: str) -> None:
    """The message names the row and the faulty field."""
    with pytest.raises(CatalogueFileRefused, match=message):
        parse_json(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "first line"),
        (b"id,title\na,A\n", "first line"),
        (b"id,title,unit_price\na,A,free\n", "products, row 1"),
        (b"id,title,unit_price\na,A,1,2\n", None),
        (b'id,title,unit_price\na,"A,1\n', "not CSV"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_faulty_table_is_refused(content: bytes, message: str | None) -> None:
    """Surplus cells are ignored. Any other fault is refused."""
    if message is None:
        assert len(parse_csv(content).products) == 1
        return
    with pytest.raises(CatalogueFileRefused, match=message):
        parse_csv(content)
