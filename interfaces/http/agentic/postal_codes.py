"""The countries to which mail is addressed without a postal code.

By the addressing guides of the Universal Postal Union, from which this list was written down by hand: countries whose
post assigns no postal codes, and those where it does not ask for the codes that exist on paper (Bolivia, Jamaica,
Panama). Ireland is not among them: it has had Eircodes since 2015. A country that introduces codes is taken off the
list when its post asks for them; until then an address there is taken with a code and without.
"""

_BY_CONTINENT = {
    "Africa": "AO BF BI BJ BW CD CF CG CI CM DJ ER GA GM GQ KM LY ML MR MW RW SC SL ST TD TG UG ZW",
    "America": "AG AW BO BQ BS BZ CW DM GD GY JM PA SR SX",
    "Asia": "AE HK KP MO QA SY TL YE",
    "Oceania": "CK FJ KI NR NU SB TK TO TV VU",
}
WITHOUT_POSTAL_CODES = frozenset(code for codes in _BY_CONTINENT.values() for code in codes.split())


def needs_postal_code(country: str | None) -> bool:
    """Whether an address in a country, named in two letters, needs one; so does one whose country is not known."""
    return country is None or country.upper() not in WITHOUT_POSTAL_CODES
