"""The words that free text is searched by, for what is searched and for what is asked."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64


def search_words(text: str) -> list[str]:
    """The words of `text` in order: runs of letters and digits of any script, whatever their case or compatible form.

    `Order-17/Å` has the words `order`, `17` and `å`. Of a word longer than 64 characters the first 64 count.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [word[:_LONGEST] for word in _WORD.findall(folded)]
