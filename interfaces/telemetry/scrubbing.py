"""Takes out of a text what does not belong in a log: a net below the rule that nobody writes such things.

It is for words that are not tillroll's own, as in the errors of a driver.
"""

import re

_HIDDEN = "[hidden]"
_PATTERNS = (
    # PostgreSQL's second thoughts quote values: "Key (scope, value)=(...) already exists."
    re.compile(r"(?<=DETAIL:)[^\n]*"),
    re.compile(r"(?<=CONTEXT:)[^\n]*"),
    re.compile(r"(?i)(?<=bearer )[\w.~+/=-]+"),
    re.compile(r"(?i)(?<=sharedkey )[\w.~+/=-]+"),
    re.compile(r"(?i)(?<=basic )[\w.~+/=-]{8,}"),
    re.compile(r"public-[A-Z]{2}-\w+"),
    # From where such a word begins: a search from each letter of a long one would take the square of its length.
    re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"),
    # A URL's user and password.
    re.compile(r"(?<=://)[^\s/@]+(?=@)"),
)


def scrubbed(text: str) -> str:
    """The text without credentials, tokens, e-mail addresses and quoted values."""
    for pattern in _PATTERNS:
        text = pattern.sub(_HIDDEN, text)
    return text
