"""The place that a purchase is sent to, and the taxes and shipping options of a catalogue that apply there.

If prices differ between the states of a country, an address there without a recognised state cannot be bought for; it
does not count as the rest of the country.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.catalogue import ShippingOption, TaxedOn, TaxRate, Terms
from application.ports.subdivisions import Subdivisions
from domain.values.customer import Address


@dataclass(frozen=True, kw_only=True)
class PlaceOfSupply:
    """The place that the goods of a purchase go to.

    `codes` are those of its state and larger subdivisions; `states` finds those of catalogue entries.
    """

    country: str
    codes: tuple[str, ...]
    states: Subdivisions

    def is_in(self, country: str, state: str) -> bool:
        """Return whether the place is in a state of the catalogue; an empty state means all."""
        return self.is_of(country) and (not state or self.code_of(state) in self.codes)

    def is_of(self, country: str) -> bool:
        """Return whether the place is in a country of the catalogue; an empty country means all."""
        return country.upper() in ("", self.country)

    def code_of(self, state: str) -> str:
        """Return the code of a state of the catalogue in this country; empty if there is none."""
        return next(iter(self.states(self.country, state)), "")

    def has_prices_by_state(self, terms: Terms) -> bool:
        """Return whether a tax or a shipping option depends on the state in the country of this place."""
        tables: tuple[TaxRate | ShippingOption, ...] = (*terms.tax_rates, *terms.shipping_options)
        return any(
            row.state and self.is_of(row.country) and (row.country or self.code_of(row.state))
            for row in tables
        )

    def rates(self, rates: Sequence[TaxRate], on: TaxedOn) -> list[TaxRate]:
        """Return the rates here: of the state, or else of larger subdivisions, the country, or everywhere."""
        found = [rate for rate in rates if rate.on is on and self.is_of(rate.country)]
        for code in self.codes:
            here = [rate for rate in found if rate.state and self.code_of(rate.state) == code]
            if here:
                return here
        whole = [rate for rate in found if not rate.state]
        return [rate for rate in whole if rate.country] or whole


def place_of(address: Address | None, country: str, states: Subdivisions) -> PlaceOfSupply:
    """Return the place of an address; that of a shop in `country` without one."""
    if address is None:
        return PlaceOfSupply(country=country, codes=(), states=states)
    country = (address.country or country).upper()
    return PlaceOfSupply(country=country, codes=states(country, address.state or ""), states=states)
