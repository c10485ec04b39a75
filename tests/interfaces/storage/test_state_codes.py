"""The ISO 3166-2 codes of the states that texts name."""

import pytest

from interfaces.storage.subdivisions import state_codes


@pytest.mark.parametrize(
    ("country", "written", "codes"),
    [
        ("US", "CA", ("US-CA",)),
        ("US", "us-ca", ("US-CA",)),
        ("US", " California ", ("US-CA",)),
        ("US", "CALIFORNIA", ("US-CA",)),
        ("US", "Washington, D.C.", ("US-DC",)),
        ("US", "AE", ("US-AE",)),
        ("CA", "Québec", ("CA-QC",)),
        ("CA", "Quebec", ("CA-QC",)),
        ("DE", "Baden-Wurttemberg", ("DE-BW",)),
        ("AU", "N.S.W.", ("AU-NSW",)),
        ("ES", "Principado de Asturias", ("ES-AS",)),
        ("ES", "Madrid", ("ES-M", "ES-MD")),
        ("IT", "RM", ("IT-RM", "IT-62")),
        ("US", "CA-ON", ()),
        ("US", "Ontario", ()),
        ("US", "Calfornia", ()),
        ("US", "", ()),
        ("US", " - ", ()),
        ("US", "東京", ()),
    ],
)
def test_a_state_is_recognised(country: str, written: str, codes: tuple[str, ...]) -> None:
    """A state is recognised by code or name, without case, accents and punctuation, within its country alone."""
    assert state_codes(country, written) == codes


@pytest.mark.parametrize("country", ["HK", "ZZ", "AQ"])
def test_a_country_without_subdivisions_keeps_the_text(country: str) -> None:
    """In a country without ISO 3166-2 subdivisions the text itself is the state."""
    assert state_codes(country, " Kowloon") == ("KOWLOON",)
    assert state_codes(country, "") == ()
