"""Every version of the customer's page is kept, and its text can be written again."""

import json
from pathlib import Path

import pytest

from domain.values.shown import MoneyFormat, Sight
from interfaces.api.shown import page_text, page_text_3, v1, v2
from interfaces.api.shown.renderers import CURRENT_PAGE, PAGES, PageVersion, page_content
from tests.interfaces.api.shown.states import STATES

FOLDER = Path(__file__).parent / "golden"
TEXTS_2 = json.loads((FOLDER / "page2_text.json").read_bytes())
TEXTS_3 = json.loads((FOLDER / "page3_text.json").read_bytes())
MONEY = MoneyFormat(positive="$1,234,567,890.00", negative="-$1,234,567,890.00")


def test_the_page_of_today_is_kept() -> None:
    """It is the last of the listed ones, and each has a number of its own."""
    assert page_content(CURRENT_PAGE.digest).startswith(b"<!doctype html>")
    assert [each.number for each in PAGES] == list(range(1, len(PAGES) + 1))


@pytest.mark.parametrize("page", PAGES[1:], ids=lambda page: str(page.number))
def test_a_page_sends_its_own_number(page: PageVersion) -> None:
    """The server finds the hash of a page by it."""
    assert b"const PAGE = %d," % page.number in page_content(page.digest)


@pytest.mark.parametrize("name", TEXTS_2)
def test_the_text_of_page_2_is_written_as_it_always_was(name: str) -> None:
    """The golden file is never renewed: a page that displays something else is another page."""
    build, _ = STATES[name]
    assert page_text.displayed_text(v1.render(build(), Sight.NOTHING), MONEY) == TEXTS_2[name]


@pytest.mark.parametrize("name", STATES)
def test_the_text_of_page_3_is_written_as_it_always_was(name: str) -> None:
    """The golden file is never renewed: a page that displays something else is another page."""
    build, _ = STATES[name]
    assert page_text_3.displayed_text(v2.render(build(), Sight.NOTHING), MONEY) == TEXTS_3[name]


@pytest.mark.parametrize("name", STATES)
def test_page_3_shows_the_json_of_an_earlier_server(name: str) -> None:
    """It has the rows of page 2 then."""
    build, _ = STATES[name]
    rendered = v1.render(build(), Sight.NOTHING)
    assert page_text_3.rows_of(rendered, MONEY) == page_text.rows_of(rendered, MONEY)
