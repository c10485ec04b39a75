"""What a purchase has that can be compared with another one: address, network address, device, account."""

import enum
import unicodedata
from dataclasses import dataclass
from ipaddress import ip_address

from application.persons.sealing import with_access
from application.ports.person_vault import SEALED_FIELD, PersonAccess
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.values.customer import Address


class Element(enum.Enum):
    """What may be equal in two purchases. The first four count for Visa CE 3.0."""

    IP = "ip"
    DEVICE = "device"
    ACCOUNT = "account"
    ADDRESS = "address"
    EMAIL = "email"


@dataclass(frozen=True, kw_only=True)
class PostalAddress:
    """A delivery address as typed, in the parts that processors ask for."""

    name: str | None
    line1: str | None
    line2: str | None
    postal_code: str | None
    city: str | None
    state: str | None
    country: str | None

    @property
    def comparable(self) -> tuple[str, ...] | None:
        """The address without regard to case, spaces and form of characters; None if it says too little."""
        if self.line1 is None or self.city is None or self.postal_code is None:
            return None
        parts = (self.line1, self.line2, self.postal_code, self.city, self.state, self.country)
        return tuple(_fold(part or "") for part in parts)


@dataclass(frozen=True, kw_only=True)
class PurchaseElements:
    """The elements of one purchase. Each is None if it is not known, was erased, or may not be shown.

    `ip_gap` says why there is no network address.
    """

    email: str | None = None
    phone: str | None = None
    name: str | None = None
    ip: str | None = None
    ip_gap: str | None = None
    device_id: str | None = None
    device_fingerprint: str | None = None
    account_id: str | None = None
    delivery: PostalAddress | None = None
    billing: PostalAddress | None = None

    def equal(self, other: "PurchaseElements") -> frozenset[Element]:
        """Return the elements that both have, and have equal."""
        pairs = {
            Element.IP: (_ip(self.ip), _ip(other.ip)),
            Element.ACCOUNT: (self.account_id, other.account_id),
            Element.ADDRESS: (_comparable(self.delivery), _comparable(other.delivery)),
            Element.EMAIL: (_fold(self.email or "") or None, _fold(other.email or "") or None),
        }
        found = {name for name, (one, two) in pairs.items() if one is not None and one == two}
        devices = (
            (self.device_id, other.device_id),
            (self.device_fingerprint, other.device_fingerprint),
        )
        if any(one is not None and one == two for one, two in devices):
            found.add(Element.DEVICE)
        return frozenset(found)


def elements_of(
    agreed: Checkout, by: Provenance, access: PersonAccess, *, sees_persons: bool
) -> PurchaseElements:
    """Return the elements of a purchase from its state at the commitment and the request that committed it.

    Erased data is absent. Without `sees_persons`, nothing is returned of a person.
    """
    if not sees_persons:
        return PurchaseElements(ip_gap="the reader of this pack may not see personal data")
    opened = with_access(agreed, access)
    customer, delivery = opened.customer, opened.delivery
    recipient = None if delivery is None else delivery.recipient
    ip, gap = purchase_ip(by, access)
    address = None if delivery is None else delivery.address
    if address is None and customer is not None:
        address = customer.delivery_address or customer.billing_address
    name = None if customer is None else _join(customer.first_name, customer.last_name)
    purchaser = opened.purchaser
    return PurchaseElements(
        device_id=None if purchaser is None else purchaser.device_id,
        account_id=None if purchaser is None else purchaser.account_id,
        email=(customer and customer.email) or (recipient and recipient.email) or None,
        phone=(customer and customer.phone) or (recipient and recipient.phone) or None,
        name=name or (recipient and recipient.name) or None,
        ip=ip,
        ip_gap=gap,
        delivery=None if address is None else _postal(address),
        billing=None
        if customer is None or customer.billing_address is None
        else _postal(customer.billing_address),
    )


def purchase_ip(by: Provenance, access: PersonAccess) -> tuple[str | None, str | None]:
    """Return the customer's network address, and why there is none.

    Only a request of the customer's page has it: others come from the servers of the shop or of an agent.
    """
    if not by.is_shopper:
        return None, "the purchase was committed by a program, whose address is not the customer's"
    address = by.address
    if SEALED_FIELD.fullmatch(address):
        opened = access.open(address)
        if opened is None:
            return None, "it was erased"
        address = opened
    try:
        parsed = ip_address(address)
    except ValueError:
        return None, "it was not recorded"
    if not parsed.is_global:
        return None, "the recorded address is not a public one"
    return str(parsed), None


def _ip(text: str | None) -> str | None:
    return None if text is None else str(ip_address(text))


def _comparable(address: PostalAddress | None) -> tuple[str, ...] | None:
    return None if address is None else address.comparable


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _postal(address: Address) -> PostalAddress:
    return PostalAddress(
        name=address.name or address.company or _join(address.first_name, address.last_name),
        line1=address.address or address.co_address,
        line2=address.address2,
        postal_code=address.postal_code,
        city=address.city,
        state=address.state,
        country=address.country,
    )


def _join(*parts: str | None) -> str | None:
    return " ".join(part for part in parts if part) or None
