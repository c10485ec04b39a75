"""Phrases of the console: English templates with named values, which a page shows in the language of its reader.

A phrase is made where its words are known, and translated where a page is rendered. `phrase`, `plural` and
`word_in` are also the names by which the extraction finds the templates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Phrase:
    """An English template with its values in braces, which is also the key of its translations.

    With a `plural`, `count` selects the form. `context` distinguishes meanings that have one word in English.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int = 0
    context: str = ""


Shown = str | Phrase
"""A text of a shop, a customer or a program as it is, or a phrase that is translated."""


def phrase(template: str, /, **values: object) -> Phrase:
    """Return a phrase. A value may be a phrase of its own."""
    return Phrase(template, values)


def plural(one: str, many: str, count: int, /, **values: object) -> Phrase:
    """Return a phrase about a number of things: `one` in English for 1, `many` for any other `count`."""
    return Phrase(one, values, plural=many, count=count)


def word_in(context: str, template: str, /) -> Phrase:
    """Return a word in one of its meanings: in English it is the same in each `context`."""
    return Phrase(template, context=context)
