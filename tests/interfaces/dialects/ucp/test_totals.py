"""The totals of a checkout add up by group and over groups, in every version, for any mix of what there can be."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from application.ports.catalogue import Terms
from application.selling.pricing import SessionRequest
from domain.checkout import Checkout
from interfaces.configuration.demo.configuration import DEMO_HANDLERS
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.ucp.negotiation.outcome import Outcome
from interfaces.dialects.ucp.responses.checkout import CheckoutView
from interfaces.dialects.ucp.settings import UcpSettings, UcpShop
from interfaces.dialects.ucp.versions.spoken import VERSIONS
from tests.interfaces.dialects.session.random_purchases import REQUEST, TERMS, session

SHOP = UcpShop(ucp=UcpSettings(handlers=DEMO_HANDLERS), selling=SellingSettings())
WITHOUT_SIGNS = ("2026-01-11", "2026-01-23")
DEDUCTIONS = ("discount", "items_discount")


def rows(version: str, totals: list[dict[str, Any]]) -> dict[str, int]:
    """The amount of each row, negative where it is taken off."""
    found = {row["type"]: row["amount"] for row in totals}
    assert len(found) == len(totals)
    if version in WITHOUT_SIGNS:
        assert min(found.values()) >= 0
        return {name: -each if name in DEDUCTIONS else each for name, each in found.items()}
    assert all((each < 0) is (name in DEDUCTIONS) for name, each in found.items())
    return found


def add_up(version: str, totals: list[dict[str, Any]]) -> int:
    """The total, which all other rows add up to."""
    found = rows(version, totals)
    total = found.pop("total")
    assert sum(found.values()) == total >= 0
    return total


def check(version: str, shape: dict[str, Any], checkout: Checkout) -> None:
    total = add_up(version, shape["totals"])
    assert total == checkout.total
    lines = {line["id"]: add_up(version, line["totals"]) for line in shape["line_items"]}
    grouped: list[str] = []
    delivery = 0
    for method in shape["fulfillment"]["methods"]:
        inside = [line for group in method["groups"] for line in group["line_item_ids"]]
        assert sorted(inside) == sorted(method["line_item_ids"])
        grouped += inside
        for group in method["groups"]:
            options = {each["id"]: add_up(version, each["totals"]) for each in group["options"]}
            assert len(options) == len(group["options"])
            delivery += options.get(group["selected_option_id"], 0)
    assert len(grouped) == len(set(grouped))
    # A delivery of digital goods is no method, and taxes on the whole order are of no line.
    digital = sum(
        0 if group.option is None else group.option.total
        for group in (() if checkout.delivery is None else checkout.delivery.groups)
        if group.kind.value == "digital"
    )
    if not shape["fulfillment"]["methods"] and checkout.delivery is not None:
        digital = checkout.delivery.total
    on_order = sum(tax.amount for tax in checkout.order_taxes)
    assert sum(lines.values()) + delivery + digital + on_order == total
    for applied in shape["discounts"]["applied"]:
        allocations = applied.get("allocations", ())
        assert sum(part["amount"] for part in allocations) == applied["amount"] > 0


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(request=REQUEST, terms=TERMS)
def test_totals_add_up(request: SessionRequest, terms: Terms) -> None:
    """Lines and chosen options add up to the total, each of them to its own, and each line is in one group at most."""
    checkout = session(request, terms, "ucp", Outcome().as_settings())
    for version in VERSIONS.values():
        view = CheckoutView(shop=SHOP, address=None)
        check(version.name, version.write(view.write(checkout), SHOP), checkout)
