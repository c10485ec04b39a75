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
    # A URL's user and password.
    re.compile(r"(?<=://)[^\s/@]+(?=@)"),
)
# All characters that an e-mail address may have, in one run, and what makes a run hold one. Looking for an address from
# each letter of a long word would take the square of its length.
_RUN = re.compile(r"[\w.+@-]+")
_ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.[\w.-]")


def scrubbed(text: str) -> str:
    """The text without credentials, tokens, e-mail addresses and quoted values."""
    for pattern in _PATTERNS:
        text = pattern.sub(_HIDDEN, text)
    return _RUN.sub(_without_address, text)


def _without_address(run: re.Match[str]) -> str:
    return _HIDDEN if _ADDRESS.search(run[0]) else run[0]
