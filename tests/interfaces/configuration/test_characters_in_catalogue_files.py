"""The characters that texts of a catalogue file may contain."""

import msgspec
import pytest

from interfaces.configuration.catalogue.files import CatalogueFileRefused, parse_csv, parse_json


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": "Mug\n"}, "title must not contain the character U+000A"),
        ({"title": "M\u202eug"}, "title must not contain the character U+202E"),
        ({"id": "mug\u200b"}, "id must not contain the character U+200B"),
        ({"tax_class": "\u3164"}, "tax_class must not contain the character U+3164"),
    ],
)
def test_line_breaks_and_invisible_characters_are_refused(
    changed: dict[str, str], message: str
) -> None:
    """The message names the row, the column and the character."""
    row = {"id": "mug", "title": "Mug", "unit_price": 1000, **changed}
    with pytest.raises(
        CatalogueFileRefused, match=rf"products, row 1: {message.replace('+', '.')}"
    ):
        parse_json(msgspec.json.encode({"products": [row]}))


def test_a_cell_with_a_line_break_is_refused() -> None:
    """A quoted line break in a CSV cell is refused, because a title is one line."""
    with pytest.raises(CatalogueFileRefused, match=r"title must not contain the character U.000A"):
        parse_csv(b'id,title,unit_price\nmug,"Mug\nblue",1000\n')
