"""The templates in one language. Everything that is inserted is escaped, and what is invisible is shown as code.

A template says its words with `t("…", name=value)`, `tn("one", "many", count, …)` for a number of things, and
`tc("context", "word")` for a word with several meanings. A value may be markup, as `bdi(text)` and `code(text)` make
it, so that a sentence is one message and has no tags.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Undefined
from markupsafe import Markup, escape

from interfaces.api.console.text.compiled_templates import CompiledTemplates
from interfaces.api.console.text.languages import Language
from interfaces.api.console.text.phrases import Phrase, Shown, phrase, plural, word_in
from interfaces.runtime.printable import printable

# A template calls `t` and `show` of its environment, so its code is the same in each language.
_COMPILED = CompiledTemplates()


def translated_environment(language: Language, folder: Path) -> Environment:
    """Return the environment whose templates and phrases are in a language."""

    def show(value: object) -> object:
        """Return a value as it is inserted: a phrase translated, a text with its invisible characters as code."""
        if isinstance(value, Phrase):
            value = language.say(value)
        return _visible(value)

    def insert(shown: Phrase) -> Markup:
        template = Markup(
            escape(language.template(shown))
        )  # the template is escaped, and its values below
        return template.format(
            **{name: _require_defined(show(each)) for name, each in shown.values.items()}
        )

    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=show,
        bytecode_cache=_COMPILED,
    )

    def t(template: str, /, **values: object) -> Markup:
        return insert(phrase(template, **values))

    def tn(one: str, many: str, count: int, /, **values: object) -> Markup:
        return insert(plural(one, many, count, **values))

    def tc(context: str, word: str, /) -> Markup:
        return insert(word_in(context, word))

    def bdi(text: Shown) -> Markup:
        return Markup("<bdi>{}</bdi>").format(_require_defined(show(text)))

    def code(text: Shown) -> Markup:
        return Markup("<code>{}</code>").format(_require_defined(show(text)))

    environment.globals |= {"t": t, "tn": tn, "tc": tc, "bdi": bdi, "code": code}
    return environment


def _visible(value: object) -> object:
    """Return the text of a value with its invisible characters as code. Line breaks stay."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return "\n".join(map(printable, value.split("\n")))
    return value


def _require_defined(value: object) -> object:
    """Return a value that is defined. Raises UndefinedError for one that the template does not have."""
    return str(value) if isinstance(value, Undefined) else value
