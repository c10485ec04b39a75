"""Characters that a text from outside must not have, by the use of the text.

A line break in a single line imitates the lines around it, and a bidirectional control shows a text as another one. In
an identifier, an invisible character makes two of them look the same. The characters are listed, not selected
by category, because the patterns of the OpenAPI documents have the same classes, and ECMAScript and Python share
only these.
"""

import re

# C0 and C1 controls, line and paragraph separator (U+2028, U+2029), and the bidirectional controls of UAX #9.
NOT_IN_A_LINE = (
    r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # one range has both kinds
)
# Those, and whatever Unicode 15 has as Cf or as Default_Ignorable_Code_Point (joiners, fillers, variation selectors),
# and U+2800, a Braille pattern without dots. The last ones are as they are: JSON has no other form for them in a class.
NOT_IN_AN_IDENTIFIER = (
    r"\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)

Unfit = re.Pattern[str]
IN_A_LINE: Unfit = re.compile(f"[{NOT_IN_A_LINE}]")
IN_AN_IDENTIFIER: Unfit = re.compile(f"[{NOT_IN_AN_IDENTIFIER}]")
# For prose of several lines: line breaks and tabs are fit.
IN_LINES: Unfit = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# For a shop's own data, which tillroll gives back as it is: PostgreSQL has no U+0000 in a text.
IN_DATA: Unfit = re.compile("\x00")


def refused_in(text: str, unfit: Unfit) -> str | None:
    """Return the message for the first `unfit` character of `text`; None if there is none."""
    if text.isascii() and text.isprintable():
        return None
    found = unfit.search(text)
    return None if found is None else f"must not contain the character U+{ord(found[0]):04X}"
