"""Update a catalogue: `python -m tests.interfaces.api.console.language.update sv`.

New phrases are added without a translation, and those that nothing uses are removed. Translate the empty ones.
"""

import sys
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.interfaces.api.console.language.catalogue import (
    catalogue_path,
    template_of_phrases,
    used_phrases,
)


def updated(code: str) -> str:
    """Return the catalogue of a language with the phrases of today and the translations that it has."""
    with catalogue_path(code).open("rb") as file:
        catalogue = read_po(file, locale=code)
    catalogue.update(template_of_phrases(used_phrases()), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = BytesIO()
    write_po(written, catalogue, width=110, omit_header=True, no_location=True)
    return _head(catalogue, code) + written.getvalue().decode()


def _head(catalogue: Catalog, code: str) -> str:
    """Return the head without dates and names, which change what nobody has changed."""
    lines = (
        f"Language: {code}",
        f"Plural-Forms: {catalogue.plural_forms}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
    fields = "".join(f'"{line}\\n"\n' for line in lines)
    return f'# The texts of the console.\nmsgid ""\nmsgstr ""\n{fields}\n'


if __name__ == "__main__":
    catalogue_path(sys.argv[1]).write_text(updated(sys.argv[1]), encoding="utf-8")
