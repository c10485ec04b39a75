"""Escape the characters of a value that are not seen, or that change how others are seen."""

import regex

# Scripts whose letters change their form at U+200C and U+200D, so that words need them (Unicode, section 23.2).
_JOINING = (
    r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Nko}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}"
    r"\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}]"
)
# A joiner is seen by what it does: after a virama, between letters of such a script, or between the parts of an emoji.
_VISIBLE_JOINER = (
    rf"(?<=\p{{Canonical_Combining_Class=Virama}})[\u200c\u200d]|(?<={_JOINING})[\u200c\u200d](?={_JOINING})"
    r"|(?<=\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f]?)\u200d(?=\p{Extended_Pictographic})"
)
# A variation selector is seen after a symbol, a digit of a keycap emoji, or a character of a script with variants.
_VISIBLE_SELECTOR = (
    r"(?<=[\p{So}\p{Extended_Pictographic}\p{Han}\p{Mongolian}\p{Myanmar}\p{Phags_Pa}])\p{Variation_Selector}"
    r"|(?<=[0-9#*])\ufe0f(?=\u20e3)"
)
# Control and format characters, line separators, lone surrogates, and what looks like nothing: the Hangul fillers
# U+115F, U+1160, U+3164 and U+FFA0 are default-ignorable letters, and U+2800 is a Braille pattern without dots.
_INVISIBLE = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]"
_ESCAPED = regex.compile(rf"(?:{_VISIBLE_JOINER}|{_VISIBLE_SELECTOR})(*SKIP)(*FAIL)|{_INVISIBLE}")


def printable(value: str) -> str:
    """Escape line breaks, control characters and invisible characters of `value`: `\\u000a`."""
    if value.isascii() and value.isprintable():
        return value
    coded: str = _ESCAPED.sub(_code, value)
    return coded


def _code(found: regex.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
