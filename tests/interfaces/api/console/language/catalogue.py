"""The phrases of the console: what its code, its templates and the sentences of a history say."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from interfaces.api.console.text.languages import FOLDER
from interfaces.api.console.text.phrases import Phrase
from tests.interfaces.api.console.language.program_names import ROOTS, program_names

_KEYWORDS = {
    "phrase": None,
    "plural": (1, 2),
    "word_in": ((1, "c"), 2),
    "Template": None,
    "sentence": None,
    "t": None,
    "tn": (1, 2),
    "tc": ((1, "c"), 2),
}
_CONSOLE = FOLDER.parent
_SENTENCES = ROOTS[0] / "history"
_RULES = ROOTS[1] / "api" / "explanations.py"


def catalogue_path(code: str) -> Path:
    """Return the path of the catalogue of a language."""
    return FOLDER / code / "console.po"


def used_phrases() -> list[Phrase]:
    """Return every phrase that the console may show, each only at its first place."""
    found = [
        *_extracted(_CONSOLE.rglob("*.py"), "python"),
        *_extracted(_SENTENCES.rglob("*.py"), "python"),
        *_extracted(iter((_RULES,)), "python"),
        *_extracted((_CONSOLE / "templates").glob("*.html"), "jinja2.ext:babel_extract"),
        *program_names(),
    ]
    return list({(each.context, each.template): each for each in reversed(found)}.values())[::-1]


def template_of_phrases(phrases: list[Phrase]) -> Catalog:
    """Return a catalogue that has these phrases without translations."""
    catalogue = Catalog(fuzzy=False)
    for each in phrases:
        name = (each.template, each.plural) if each.plural else each.template
        catalogue.add(name, context=each.context or None)
    return catalogue


def _extracted(files: Iterator[Path], method: str) -> Iterator[Phrase]:
    options = {"silent": "false"} if method != "python" else {}
    for file in sorted(files):
        for _, name, _, context in extract_from_file(
            method, str(file), keywords=_KEYWORDS, options=options
        ):
            one, many = (name, "") if isinstance(name, str) else (name[0], name[1])
            if one:
                yield Phrase(one, plural=many, context=context or "")
