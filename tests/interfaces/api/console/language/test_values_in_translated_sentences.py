"""Values that a template puts into its sentences: escaped, visible, and defined."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from interfaces.api.console.text.languages import read_languages
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.text.templates import translated_environment

SWEDISH = translated_environment(read_languages().by_code["sv"], Path())


def rendered(source: str, **values: object) -> str:
    """The text of a template in Swedish."""
    return SWEDISH.from_string(source).render(**values)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("<img src=x>", "&lt;img src=x&gt;"),
        ('"><b>', "&#34;&gt;&lt;b&gt;"),
        ("{id.__class__}", "{id.__class__}"),
        ("a\u202eb", "a\\u202eb"),
    ],
)
def test_a_hostile_value_stays_a_text(hostile: str, shown: str) -> None:
    """In a sentence of a template, in a phrase, and in an element inside a sentence."""
    assert rendered('{{ t("Checkout {id}", id=text) }}', text=hostile) == f"Kassa {shown}"
    assert rendered("{{ text }}", text=phrase("Checkout {id}", id=hostile)) == f"Kassa {shown}"
    inside = rendered('{{ t("Checkout {id}", id=bdi(text)) }}', text=hostile)
    assert inside == f"Kassa <bdi>{shown}</bdi>"


def test_an_undefined_value_is_an_error() -> None:
    """A misspelt name fails in a sentence as it does elsewhere in a template."""
    for source in (
        '{{ t("Checkout {id}", id=missing) }}',
        '{{ t("Checkout {id}", id=bdi(missing)) }}',
    ):
        with pytest.raises(UndefinedError):
            rendered(source)


def test_numbers_select_the_form() -> None:
    """One and many have different words."""
    source = '{{ tn("{number} later version", "{number} later versions", n, number=n) }}'
    assert [rendered(source, n=n) for n in (0, 1, 2)] == [
        "0 senare versioner",
        "1 senare version",
        "2 senare versioner",
    ]


def test_a_word_has_the_meaning_of_its_context() -> None:
    """One English word has two translations."""
    assert rendered('{{ tc("stage", "Completed") }}') == "Genomförd"
    assert rendered('{{ tc("measure", "Completed") }}') == "Genomförda"
