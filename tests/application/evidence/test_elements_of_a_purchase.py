"""What two purchases have in common, and which network addresses are the customer's."""

from dataclasses import replace

import pytest

from application.evidence.purchase import Element, PostalAddress, PurchaseElements, purchase_ip
from application.ports.person_vault import NO_ACCESS
from domain.provenance import Provenance

HOME = PostalAddress(
    name="Ada",
    line1="Storgatan 1",
    line2=None,
    postal_code="111 22",
    city="Malmö",
    state=None,
    country="SE",
)
ONE = PurchaseElements(
    email="ada@example.com", ip="2001:db8::1", delivery=HOME, account_id="17", device_id="d" * 15
)


def test_all_elements() -> None:
    """Equal purchases have all in common."""
    assert ONE.equal(ONE) == frozenset(Element)


def test_spelling() -> None:
    """Case, spaces and the form of characters do not matter; both are shown as typed."""
    typed = replace(HOME, line1=" STORGATAN  1", city="Malmo\u0308", name="A. L.")
    other = PurchaseElements(email="ADA@example.com", ip="2001:0db8:0:0:0:0:0:1", delivery=typed)
    assert ONE.equal(other) == {Element.EMAIL, Element.IP, Element.ADDRESS}


@pytest.mark.parametrize("other", [PurchaseElements(), PurchaseElements(email="")])
def test_what_is_unknown_is_never_equal(other: PurchaseElements) -> None:
    """Two purchases without an element do not have it in common."""
    assert ONE.equal(other) == PurchaseElements().equal(other) == frozenset()


def test_an_address_that_says_too_little() -> None:
    """A city alone is no address in common."""
    only_city = PurchaseElements(delivery=replace(HOME, line1=None))
    assert only_city.equal(only_city) == frozenset()


@pytest.mark.parametrize(
    ("actor", "address", "ip", "gap"),
    [
        ("shopper:c", "93.184.216.34", "93.184.216.34", None),
        (
            "shopper:c",
            "2606:2800:220:1:248:1893:25c8:1946",
            "2606:2800:220:1:248:1893:25c8:1946",
            None,
        ),
        ("shop:demo", "93.184.216.34", None, "program"),
        ("agent:demo", "93.184.216.34", None, "program"),
        ("shopper:c", "10.0.0.1", None, "not a public one"),
        ("shopper:c", "127.0.0.1", None, "not a public one"),
        ("shopper:c", "192.0.2.7", None, "not a public one"),
        ("shopper:c", "100.64.0.1", None, "not a public one"),
        ("shopper:c", "fe80::1", None, "not a public one"),
        ("shopper:c", "", None, "not recorded"),
        ("shopper:c", f"sealed2:provenance.address:{'A' * 43}:AAAA", None, "erased"),
    ],
)
def test_the_customers_address(actor: str, address: str, ip: str | None, gap: str | None) -> None:
    """Only a public address from a request of the customer's page is the customer's."""
    by = Provenance(
        actor=actor, dialect="shopper", operation="commit", request_id="r", address=address
    )
    found, why = purchase_ip(by, NO_ACCESS)
    assert found == ip
    assert (gap is None) == (why is None)
    assert gap is None or gap in str(why)
