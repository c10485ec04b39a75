"""What is sold in demo checkouts, and who buys it. All names, addresses and telephone numbers are invented."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from domain.values.cart import Cart
from domain.values.charges import Fee
from domain.values.customer import Address, Customer
from domain.values.money import divide_rounding, minor_unit_digits
from interfaces.demo.shops import DemoShop

_RATES: Final = {"SE": 2500, "NO": 2500, "DK": 2500, "FI": 2550, "GB": 2000, "JP": 1000, "US": 725}
# The prices are in Swedish öre. The rates of exchange are rounded: öre for one major unit.
_RATES_OF_EXCHANGE: Final = {
    "SEK": 100,
    "NOK": 97,
    "DKK": 150,
    "EUR": 1120,
    "USD": 960,
    "GBP": 1290,
    "JPY": 7,
}
_GOODS: Final = (
    ("10001", "Coffee, 500 g", 9500),
    ("10002", "Tea “Söder”, loose", 4500),
    ("10003", "A bag, blue", 129900),
    ("10004", "Mug with an owl", 18900),
    ("10005", "Filter papers, 100", 3900),
    ("10006", "Kettle, 1.7 l", 64900),
    ("10007", "Crème brûlée torch", 34900),
    ("10008", "Räksmörgås, for two", 27900),
)
_PEOPLE: Final = (
    ("Jane", "Doe", "jane.doe"),
    ("Åsa", "Öberg", "asa.oberg"),
    ("Mikko", "Hämäläinen", "mikko.hamalainen"),
    ("Łucja", "Wójcik", "lucja.wojcik"),
    ("Søren", "Kjær", "soren.kjaer"),
    ("Zoë", "O'Brien", "zoe.obrien"),
    ("花子", "山田", "hanako.yamada"),
    ("Оксана", "Ковальчук", "oksana.kovalchuk"),
    ("Nils", "Andersson", "nils.andersson"),
    ("Amira", "Haddad", "amira.haddad"),
)
_PLACES: Final = {
    "SE": ("Storgatan 2", "98131", "Kiruna", "+4670000"),
    "NO": ("Kirkegata 7", "9008", "Tromsø", "+479000"),
    "DK": ("Åboulevarden 11", "8000", "Aarhus", "+452000"),
    "FI": ("Mannerheimintie 5", "00100", "Helsinki", "+3584000"),
    "GB": ("12 High Street", "SW1A 1AA", "London", "+447700900"),
    "JP": ("銀座 4-5-6", "104-0061", "東京", "+8190000"),
    "US": ("1 Main Street", "94105", "San Francisco", "+1415555"),
}


@dataclass(frozen=True, kw_only=True)
class DemoGoods:
    """What a shop sells in one country. `random` draws what is in a cart."""

    shop: DemoShop
    country: str
    currency: str
    random: Random

    def cart(self, most: int = 4) -> Cart:
        """Return a cart of one to `most` articles."""
        chosen = self.random.sample(_GOODS, self.random.randint(1, most))
        lines = tuple(
            self.shop.line(
                article=article,
                description=description,
                quantity=Decimal(self.random.choice((1, 1, 1, 2, 2, 3, 6))),
                unit_price=self._price(ore),
                tax_rate=_RATES[self.country],
            )
            for article, description, ore in chosen
        )
        return Cart(lines=lines)

    def fees(self, ore: int) -> tuple[Fee, ...]:
        """Return the fee of the shipping, from its price in Swedish öre."""
        fee = Fee.with_tax_inside(
            kind="shipping",
            article="shipping",
            description="Parcel to your door",
            unit_price=self._price(ore),
            tax_rate=_RATES[self.country],
        )
        return (fee,)

    def customer(self) -> Customer:
        """Return a customer with an address in the country."""
        first, last, account = self.random.choice(_PEOPLE)
        street, postal_code, city, phone = _PLACES[self.country]
        address = Address(
            first_name=first,
            last_name=last,
            address=street,
            postal_code=postal_code,
            city=city,
            country=self.country,
        )
        return Customer(
            email=f"{account}@person.example",
            phone=f"{phone}{self.random.randint(1000, 9999)}",
            first_name=first,
            last_name=last,
            delivery_address=address,
            billing_address=address if self.random.random() < 0.5 else None,
        )

    def _price(self, ore: int) -> int:
        """Return a price in minor units of the currency."""
        unit: int = 10 ** minor_unit_digits(self.currency)
        return divide_rounding(ore * unit, _RATES_OF_EXCHANGE[self.currency])
