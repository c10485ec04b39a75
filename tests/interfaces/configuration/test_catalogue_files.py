"""The files that `tillroll catalogue import` accepts, and its error messages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from application.ports.catalogue import (
    Discount,
    PickupLocation,
    Product,
    ShippingOption,
    TaxedOn,
    TaxRate,
)
from domain.values.discounts import DiscountKind, DiscountMethod
from domain.values.fulfilment import FulfilmentKind
from interfaces.configuration.catalogue.files import (
    CatalogueFileRefused,
    parse_csv,
    parse_json,
    read_catalogue,
)


def test_a_json_document_has_several_tables() -> None:
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
            "row 2: the product with the id 'a' is there twice",
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
        (b"id,title,unit_price\na,A,free\n", "line 2: .*unit_price"),
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


def test_discounts_in_csv() -> None:
    """A column `value` means discounts. Articles are separated by `|`, and times are kept in UTC."""
    (discount,) = (
        parse_csv(
            b"id,title,kind,value,code,method,articles,starts_at,max_uses,combines\n"
            b"half,Half off,percentage,5000,HALF,each,mug|tea,2026-03-01T01:00:00+01:00,100,false\n"
        ).discounts
        or ()
    )
    assert discount == Discount(
        id="half",
        title="Half off",
        kind=DiscountKind.PERCENTAGE,
        value=5000,
        code="HALF",
        method=DiscountMethod.EACH,
        articles=("mug", "tea"),
        starts_at=datetime(2026, 3, 1, tzinfo=UTC),
        max_uses=100,
        combines=False,
    )


def test_locations_in_csv() -> None:
    """A column `line_one` means locations."""
    content = b"id,name,line_one,city,country\nstore,Store,Gatan 1,Lund,SE\n"
    assert parse_csv(content).locations == [
        PickupLocation(id="store", name="Store", line_one="Gatan 1", city="Lund", country="SE")
    ]
    with pytest.raises(CatalogueFileRefused, match="line 2: country has to have two letters"):
        parse_csv(content.replace(b"SE", b"Sweden"))


def test_a_picture_is_an_absolute_url() -> None:
    """A path is refused."""
    with pytest.raises(CatalogueFileRefused, match="image_url"):
        parse_csv(b"id,title,unit_price,image_url\na,A,1,mug.jpg\n")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,A,percentage,10001,,", "value has to be from 1 to 10000"),
        ("a,A,percentage,0,,", "value has to be"),
        ("a,A,fixed,0,,", "value has to be"),
        ("a,A,free-shipping,1,,", "value has to be 0"),
        ("a,A,free,1,,", "kind"),
        ("a,A,fixed,1,two words,", "code"),
        ("a,A,fixed,1,,2026-03-01T01:00:00", "starts_at needs a time zone"),
        ("a,A,fixed,1,,2026-05-01T00:00:00Z", "ends_at has to be after"),
        ("a,A,fixed,1,SAME,\nb,B,fixed,1,same,", "line 3: the discount with the code 'same'"),
    ],
)
def test_a_faulty_discount_is_refused(row: str, message: str) -> None:
    """A discount above its price, without a time zone, or with a code that another one has is refused."""
    header = "id,title,kind,value,code,starts_at,ends_at\n"
    rows = "\n".join(f"{each},2026-04-01T00:00:00Z" for each in row.split("\n"))
    with pytest.raises(CatalogueFileRefused, match=message):
        parse_csv((header + rows + "\n").encode())


def test_a_folder_is_one_catalogue(tmp_path: Path) -> None:
    """Each file is one table or several; a table that is empty has no rows, and one that is absent is left alone."""
    (tmp_path / "products.csv").write_text("id,title,unit_price\nmug,Mug,1000\n", "utf-8")
    (tmp_path / "tax_rates.csv").write_text("name\n", "utf-8")
    (tmp_path / "more.json").write_text('{"products": [{"id":"a","title":"A","unit_price":1}]}')
    (tmp_path / "README.txt").write_text("not a table", "utf-8")
    offer = read_catalogue(tmp_path)
    assert [product.id for product in offer.products] == ["a", "mug"]
    assert (offer.tax_rates, offer.discounts) == ([], None)


def test_all_faults_of_a_folder_are_named(tmp_path: Path) -> None:
    """The message has a line for each fault, with its file and line, and counts those beyond twenty."""
    rows = "".join(f'{number},"two\nlines",-1\n' for number in range(20))
    (tmp_path / "products.csv").write_text(f"id,title,unit_price\n{rows}", "utf-8")
    (tmp_path / "goods.json").write_text("[]", "utf-8")
    with pytest.raises(CatalogueFileRefused) as raised:
        read_catalogue(tmp_path)
    lines = str(raised.value).split("\n")
    assert lines[0].startswith("goods.json is not a catalogue")
    assert [line.partition(": ")[0] for line in lines[1:3]] == [
        "products.csv, line 2",
        "products.csv, line 4",
    ]
    assert lines[-1] == "1 more faults are not shown."


def test_progress_is_shown(tmp_path: Path) -> None:
    """The progress ends with all rows."""
    rows = "".join(f"{number},A,1\n" for number in range(1001))
    (tmp_path / "goods.csv").write_text(f"id,title,unit_price\n{rows}", "utf-8")
    shown: list[tuple[int, int]] = []
    read_catalogue(tmp_path / "goods.csv", lambda done, total: shown.append((done, total)))
    assert shown == [(500, 1001), (1000, 1001), (1001, 1001)]


def test_an_article_names_its_parcel() -> None:
    """A name is kept; one that could not be a part of an id is refused with its line."""
    (sofa,) = parse_csv(b"id,title,unit_price,parcel\nsofa,Sofa,9000,bulky\n").products
    assert sofa.parcel == "bulky"
    with pytest.raises(CatalogueFileRefused, match="line 2: parcel has to have 1 to 64 characters"):
        parse_csv(b"id,title,unit_price,parcel\nsofa,Sofa,9000,a:b\n")
