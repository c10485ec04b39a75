"""Redact sensitive data in log texts.

tillroll's own messages contain none. The redaction is for texts of other origin, such as errors of the database driver.
"""

import re

_HIDDEN = "[hidden]"
_PATTERNS = (
    # The DETAIL and CONTEXT lines of PostgreSQL quote values: "Key (scope, value)=(...) already exists."
    re.compile(r"(?<=DETAIL:)[^\n]*"),
    re.compile(r"(?<=CONTEXT:)[^\n]*"),
    re.compile(r"(?i)(?<=bearer )[\w.~+/=-]+"),
    re.compile(r"(?i)(?<=sharedkey )[\w.~+/=-]+"),
    re.compile(r"(?i)(?<=basic )[\w.~+/=-]{8,}"),
    re.compile(r"public-[A-Z]{2}-\w+"),
    # A URL's user and password.
    re.compile(r"(?<=://)[^\s/@]+(?=@)"),
)
# A run of all characters of e-mail addresses, and the test whether a run contains an address. Searching for a whole
# address from each character of a long word would take quadratic time.
_RUN = re.compile(r"[\w.+@-]+")
_ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.[\w.-]")


def redact(text: str) -> str:
    """Replace credentials, tokens, e-mail addresses and quoted values with `[hidden]`."""
    for pattern in _PATTERNS:
        text = pattern.sub(_HIDDEN, text)
    return _RUN.sub(_redact_address, text)


def _redact_address(run: re.Match[str]) -> str:
    return _HIDDEN if _ADDRESS.search(run[0]) else run[0]
