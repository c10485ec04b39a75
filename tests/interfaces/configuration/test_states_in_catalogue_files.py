"""The states that catalogue files name."""

import pytest

from interfaces.configuration.catalogue_file import CatalogueFileRefused, parse_csv


def test_states_stay_as_they_are_written() -> None:
    """Codes and names of ISO 3166-2 are both taken, and any text for a country that it does not divide."""
    rows = b"name,rate,country,state\nA,1,US,CA\nB,1,us,California\nC,1,HK,Kowloon\nD,1,,CA\n"
    assert [rate.state for rate in parse_csv(rows).tax_rates or ()] == [
        "CA",
        "California",
        "Kowloon",
        "CA",
    ]


@pytest.mark.parametrize("head", ["name,rate", "id,title,price"])
def test_a_state_that_there_is_not_is_refused(head: str) -> None:
    """A rate or a way of sending for it would hold for no address."""
    first = "a,1" if head == "name,rate" else "a,A,1"
    with pytest.raises(CatalogueFileRefused, match="row 1: 'Calfornia' is not a state of US"):
        parse_csv(f"{head},country,state\n{first},US,Calfornia\n".encode())
