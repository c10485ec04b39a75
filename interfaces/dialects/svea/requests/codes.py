"""Countries (ISO 3166-1), currencies (ISO 4217) and locales that an order may have.

Every amount on this wire is times 100, so only currencies with hundredths can be represented.
"""

from functools import cache

import pycountry

from domain.values.money import minor_unit_digits

LOCALES = ("sv-se", "da-dk", "de-de", "en-us", "fi-fi", "nn-no")
_HUNDREDTHS = 2


@cache
def country_codes() -> frozenset[str]:
    """Return the two-letter codes of all countries, in upper case."""
    return frozenset(country.alpha_2 for country in pycountry.countries)


@cache
def currency_codes() -> frozenset[str]:
    """Return the codes of all currencies with hundredths, in upper case."""
    return frozenset(
        currency.alpha_3
        for currency in pycountry.currencies
        if minor_unit_digits(currency.alpha_3) == _HUNDREDTHS
    )
