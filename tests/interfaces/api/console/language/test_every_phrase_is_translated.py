"""The catalogues have every phrase of the console, translated as a whole."""

from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from interfaces.api.console.text.languages import NAMES
from tests.interfaces.api.console.language.catalogue import catalogue_path, used_phrases

TRANSLATED = [code for code in NAMES if code != "en"]


def read(code: str) -> Catalog:
    """The catalogue of a language."""
    with catalogue_path(code).open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def placeholders(text: str) -> set[tuple[str, str | None]]:
    """The names of values in a template, each with its conversion."""
    return {(name, how) for _, name, _, how in Formatter().parse(text) if name is not None}


def forms(message: Message) -> tuple[str, ...]:
    """The translations of a message, one for each plural form."""
    translated = message.string or ""
    return (translated,) if isinstance(translated, str) else tuple(translated)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_phrase_has_a_translation(code: str) -> None:
    """No phrase is missing, empty or fuzzy. For a new one: `python -m …language.update`, as the README says."""
    catalogue = read(code)
    missing = []
    for each in used_phrases():
        found = catalogue.get(each.template, context=each.context or None)
        if found is None or not all(forms(found)) or found.fuzzy:
            missing.append(each.template)
        elif bool(each.plural) != found.pluralizable:
            missing.append(f"{each.template} (with plural forms)")
    assert missing == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_without_use(code: str) -> None:
    """Each translation is of a phrase that the console may show."""
    used = {(each.context, each.template) for each in used_phrases()}
    unused = [
        each.id
        for each in read(code)
        if each.id
        and (each.context or "", each.id if isinstance(each.id, str) else each.id[0]) not in used
    ]
    assert unused == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_have_the_same_values(code: str) -> None:
    """Each form of a translation names the values of its template, with the same conversions."""
    different = []
    for each in read(code):
        templates = (each.id,) if isinstance(each.id, str) else tuple(each.id)
        wanted = placeholders(templates[-1])
        if any(placeholders(form) != wanted for form in forms(each)):
            different.append(templates[0])
    assert different == []
