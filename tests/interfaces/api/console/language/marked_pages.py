"""The Swedish pages with a mark around each translated text, and the words that have no mark."""

import gettext
import re
from collections.abc import Callable
from html.parser import HTMLParser

from interfaces.api.console.text.languages import ENGLISH, Language, Languages, read_catalogue

_BEGIN, _END = "\u27e6", "\u27e7"
# What shops, customers and programs wrote.
_DATA = frozenset(("bdi", "code", "pre", "kbd", "time", "script", "style"))
_SPOKEN = frozenset(
    (
        *("aria-label", "aria-valuetext", "title", "placeholder", "alt", "data-copied"),
        *("data-moving", "data-following", "data-paused", "data-lost", "data-ended"),
        *("data-one", "data-many", "data-busy", "data-printed"),
    )
)
_VOID = frozenset(("meta", "link", "input", "path", "br", "img", "hr"))
_VALUE = re.compile(r"\{\w+(?:!r)?\}")
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Marks(gettext.NullTranslations):
    """Translates as a catalogue does, and marks the beginning and the end with `mark`."""

    def __init__(self, translated: gettext.NullTranslations, mark: Callable[[str], str]) -> None:
        super().__init__()
        self._translated = translated
        self._mark = mark

    def gettext(self, message: str) -> str:
        return self._mark(self._translated.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._mark(self._translated.ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        return self._mark(self._translated.pgettext(context, message))


def marking_languages(*, values_are_outside: bool = False) -> Languages:
    """Return English as it is, and Swedish with marks; the values of a template may be outside of its marks."""
    mark = _marked_around_values if values_are_outside else _marked
    swedish = Language("sv", _Marks(read_catalogue("sv"), mark))
    return Languages({"en": ENGLISH, "sv": swedish})


def unmarked_words(html: str) -> set[str]:
    """Return the words of a page that no mark is around, without those of shops, customers and programs."""
    page = _Page()
    page.feed(html)
    page.close()
    return {word for text in page.texts for word in _WORD.findall(_outside(text))}


def _marked(text: str) -> str:
    return f"{_BEGIN}{text}{_END}"


def _marked_around_values(text: str) -> str:
    return _marked(_VALUE.sub(rf"{_END}\g<0>{_BEGIN}", text))


def _outside(text: str) -> str:
    depth, kept = 0, ""
    for each in text:
        depth += (each == _BEGIN) - (each == _END)
        kept += "" if depth or each == _END else each
    return kept


class _Page(HTMLParser):
    """Collects the texts that a reader sees or hears. A mark may begin before an element and end behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(attrs)
        if tag not in _VOID:
            # The name of a language is in that language.
            self._open.append(tag in _DATA or (tag == "option" and "lang" in dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(attrs)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.texts[0] += " " if any(self._open) else data

    def _note(self, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value or "" for name, value in attrs if name in _SPOKEN]
        self.texts[0] += " "
