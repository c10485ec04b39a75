"""Which characters the texts of a catalogue file may have."""

import msgspec
import pytest

from interfaces.configuration.catalogue_file import CatalogueFileRefused, parse_csv, parse_json


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": "Mug\n"}, "title must not contain the character U+000A"),
        ({"title": "M\u202eug"}, "title must not contain the character U+202E"),
        ({"id": "mug\u200b"}, "id must not contain the character U+200B"),
        ({"tax_class": "\u3164"}, "tax_class must not contain the character U+3164"),
    ],
)
def test_titles_are_single_lines_and_ids_look_as_they_are(
    changed: dict[str, str], said: str
) -> None:
    """The message names the row, the column and the character."""
    row = {"id": "mug", "title": "Mug", "unit_price": 1000, **changed}
    with pytest.raises(CatalogueFileRefused, match=rf"products, row 1: {said.replace('+', '.')}"):
        parse_json(msgspec.json.encode({"products": [row]}))


def test_a_cell_with_a_line_break_is_refused() -> None:
    """CSV has quotes for it, and a title is one line."""
    with pytest.raises(CatalogueFileRefused, match=r"title must not contain the character U.000A"):
        parse_csv(b'id,title,unit_price\nmug,"Mug\nblue",1000\n')
