"""The languages of the console, and which of them a reader gets.

A catalogue is a `.po` file of gettext, read when the console is built. The keys of a catalogue are the English
templates, so English has none.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from interfaces.api.console.text.phrases import Phrase, Shown

FOLDER: Final = Path(__file__).parent.parent / "locale"
NAMES: Final[Mapping[str, str]] = {"en": "English", "sv": "Svenska"}
"""The languages by their codes, each as its speakers call it."""
_FILE: Final = "console.po"


class Language:
    """Translates phrases into one language. `code` is as in BCP 47."""

    def __init__(self, code: str, catalogue: gettext.NullTranslations) -> None:
        self.code = code
        self._catalogue = catalogue

    def say(self, shown: Shown) -> str:
        """Return a text as it is, and a phrase in this language."""
        if isinstance(shown, str):
            return shown
        template = self.template(shown)
        if not shown.values:
            # The name of an operation or a field may have braces of its own.
            return template
        values = {
            name: self.say(each) if isinstance(each, Phrase) else each
            for name, each in shown.values.items()
        }
        return template.format_map(values)

    def template(self, shown: Phrase) -> str:
        """Return the template of a phrase in this language, with the names of its values."""
        if not shown.template:
            # Its translation is the head of the catalogue.
            return ""
        if shown.plural:
            return self._catalogue.ngettext(shown.template, shown.plural, shown.count)
        if shown.context:
            return self._catalogue.pgettext(shown.context, shown.template)
        return self._catalogue.gettext(shown.template)


ENGLISH: Final = Language("en", gettext.NullTranslations())


@dataclass(frozen=True)
class Languages:
    """The languages by their codes; English is among them."""

    by_code: Mapping[str, Language]

    def choose(self, chosen: str, accepted: str) -> Language:
        """Return the language that the reader chose, or else the best of those that the browser accepts.

        `accepted` is the field Accept-Language (RFC 9110 §12.5.4), in which a region is ignored.
        """
        if chosen in self.by_code:
            return self.by_code[chosen]
        for code in _codes_by_weight(accepted):
            if code in self.by_code:
                return self.by_code[code]
        return self.by_code[ENGLISH.code]


@cache
def read_languages(folder: Path = FOLDER) -> Languages:
    """Read once in a process the catalogue of each language but English, which needs none."""
    translated = {
        code: Language(code, read_catalogue(code, folder)) for code in NAMES if code != ENGLISH.code
    }
    return Languages({ENGLISH.code: ENGLISH, **translated})


@cache
def read_catalogue(code: str, folder: Path = FOLDER) -> gettext.NullTranslations:
    """Read the translations of one language. Raises PoFileError for a file that is not as gettext has it."""
    with (folder / code / _FILE).open("rb") as file:
        catalogue = read_po(file, locale=code, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _codes_by_weight(accepted: str) -> list[str]:
    """Return the codes of an Accept-Language, the best first, without those of weight 0."""
    weights: dict[str, float] = {}
    for part in accepted.split(","):
        tag, _, parameter = part.partition(";")
        name, _, weight = parameter.strip().partition("=")
        try:
            value = float(weight) if name.strip() == "q" else 1.0
        except ValueError:
            continue
        code = tag.strip().lower().partition("-")[0]
        weights[code] = max(weights.get(code, 0.0), value)
    ordered = sorted(weights, key=lambda code: -weights[code])
    return [code for code in ordered if weights[code] > 0]
