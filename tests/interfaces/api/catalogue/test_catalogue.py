"""The catalogue API, as a merchant's keys read it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.interfaces.api.api_fixture import is_problem
from tests.interfaces.dialects.session.app_fixture import AppFixture

KEY = {"Authorization": "Bearer rk_test_demo_read"}
OTHER = {"Authorization": "Bearer sk_test_other"}


@pytest.fixture
async def app_fixture() -> AsyncIterator[AppFixture]:
    app_fixture = AppFixture()
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture


async def read(app_fixture: AppFixture, path: str, headers: dict[str, str] = KEY) -> httpx.Response:
    return await app_fixture.client.get(f"/catalogue/{path}", headers=headers)


async def test_products_come_in_pages(app_fixture: AppFixture) -> None:
    """Products are listed in pages, in the order of their ids, with all fields."""
    first = (await read(app_fixture, "products?limit=3")).json()
    assert [each["id"] for each in first["products"]] == ["item_123", "item_456", "item_789"]
    assert first["has_more"] is True
    assert first["products"][2] == {
        "id": "item_789",
        "title": "Teapot",
        "unit_price": 4500,
        "tax_class": "standard",
        "weight": 1100,
        "stock": 10,
        "delivery": "shipping",
        "most_per_order": 2,
        "image_url": None,
        "parcel": None,
    }
    rest = (await read(app_fixture, "products?limit=3&after=item_789")).json()
    assert [each["id"] for each in rest["products"]] == ["item_book", "item_gone"]
    assert rest["has_more"] is False


async def test_rates_and_options_are_listed_in_order(app_fixture: AppFixture) -> None:
    """Tax rates and fulfilment options are listed in their configured order."""
    rates = (await read(app_fixture, "tax-rates")).json()["tax_rates"]
    assert (rates[0]["country"], rates[0]["rate"], rates[0]["on"]) == ("US", 286, "order")
    first, second, *_ = (await read(app_fixture, "shipping-options")).json()["shipping_options"]
    assert (first["id"], second["id"]) == ("shipping_standard", "shipping_fast")


async def test_a_key_reads_its_own_merchants_catalogue(app_fixture: AppFixture) -> None:
    """A change of one merchant's catalogue is not visible to another merchant."""
    await app_fixture.put("item_123", unit_price=1)
    own = (await read(app_fixture, "products")).json()["products"][0]
    others = (await read(app_fixture, "products", OTHER)).json()["products"][0]
    assert (own["unit_price"], others["unit_price"]) == (1, 1000)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("products", {}, 401),
        ("products", {"Authorization": "Bearer nobody"}, 401),
        ("products?limit=0", KEY, 400),
        ("products?limit=101", KEY, 400),
        ("products?limit=x", KEY, 400),
        ("products?page=2", KEY, 400),
        ("nothing", KEY, 404),
    ],
)
async def test_errors_are_problem_details(
    app_fixture: AppFixture, path: str, headers: dict[str, str], status: int
) -> None:
    """Errors are problem details, as in all of tillroll's own APIs."""
    answer = await read(app_fixture, path, headers)
    assert answer.status_code == status
    assert is_problem(answer)


async def test_the_catalogue_is_read_only(app_fixture: AppFixture) -> None:
    """The catalogue API has no methods that write."""
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = await app_fixture.client.request(method, "/catalogue/products", headers=KEY)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
