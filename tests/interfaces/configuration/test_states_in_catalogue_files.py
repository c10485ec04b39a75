"""The states that catalogue files name."""

import pytest

from interfaces.configuration.catalogue.files import CatalogueFileRefused, parse_csv


def test_states_are_stored_as_written() -> None:
    """Codes and names of ISO 3166-2 are accepted, and any text in a country without subdivisions."""
    rows = b"name,rate,country,state\nA,1,US,CA\nB,1,us,California\nC,1,HK,Kowloon\nD,1,,CA\n"
    assert [rate.state for rate in parse_csv(rows).tax_rates or ()] == [
        "CA",
        "California",
        "Kowloon",
        "CA",
    ]


@pytest.mark.parametrize("head", ["name,rate", "id,title,price"])
def test_an_unknown_state_is_refused(head: str) -> None:
    """A tax rate or shipping option for an unknown state would apply to no address."""
    first = "a,1" if head == "name,rate" else "a,A,1"
    with pytest.raises(CatalogueFileRefused, match="line 2: 'Calfornia' is not a state of US"):
        parse_csv(f"{head},country,state\n{first},US,Calfornia\n".encode())
