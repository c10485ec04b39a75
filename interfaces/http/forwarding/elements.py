"""Forwarding headers as lists that are read from the right, where the nearest proxy wrote last.

A client may have sent the left part of a list. Read from the right, it cannot change the right part: a quote that the
client left open does not reach into the elements of the proxies. An element is at most MOST_CHARACTERS long.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

MOST_CHARACTERS: Final = 500

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
_PAIR = re.compile(
    rf'[ \t]*+(?:(?P<name>{_TOKEN})=(?:(?P<token>{_TOKEN})|"(?P<quoted>[^"\\]*+(?:\\.[^"\\]*+)*+)"))?+[ \t]*+(?:;|$)'
)
_ESCAPED = re.compile(r"\\(.)")


def values_from_right(lines: Sequence[str]) -> Iterator[str]:
    """Yield the values of a list without quoted strings, the last one first. One that is too long is empty."""
    for line in reversed(lines):
        end = len(line)
        while end >= 0:
            comma = line.rfind(",", 0, end)
            value = line[comma + 1 : end]
            yield value.strip(" \t") if len(value) <= MOST_CHARACTERS else ""
            end = comma


def elements_from_right(lines: Sequence[str]) -> Iterator[str]:
    """Yield the elements of a list with quoted strings, the last one first.

    One that is too long is the last that is yielded, and is empty.
    """
    for line in reversed(lines):
        end = len(line)
        while end >= 0:
            comma = _last_comma(line, end)
            if end - comma - 1 > MOST_CHARACTERS:
                yield ""
                return
            yield line[comma + 1 : end]
            end = comma


def parameters(element: str) -> dict[str, str] | None:
    """Return the parameters of an element of Forwarded by their names in lower case (RFC 7239 §4).

    None if the element is malformed: it has no parameter, one of them twice, or another syntax. Blanks around a
    semicolon are permitted.
    """
    found: dict[str, str] = {}
    place = 0
    while place < len(element):
        match = _PAIR.match(element, place)
        if match is None or (match["name"] or "").lower() in found:
            return None
        if match["name"]:
            quoted = match["quoted"]
            value = match["token"] if quoted is None else _ESCAPED.sub(r"\1", quoted)
            found[match["name"].lower()] = value
        place = match.end()
    return found or None


def _last_comma(line: str, end: int) -> int:
    """Return the place of the last comma before `end` that is outside quoted strings; -1 if there is none.

    It looks at one character more than an element may have, so that its time is bounded.
    """
    start = max(0, end - MOST_CHARACTERS - 1)
    comma = line.rfind(",", start, end)
    if line.find('"', comma + 1, end) < 0 and (comma >= 0 or not start):
        # Most elements have no quotes.
        return comma
    is_quoted = False
    for place in range(end - 1, start - 1, -1):
        character = line[place]
        if character == '"':
            is_quoted = not is_quoted or _is_escaped(line, start, place)
        elif character == "," and not is_quoted:
            return place
    return start - 1 if start else -1


def _is_escaped(line: str, start: int, place: int) -> bool:
    first = place
    while first > start and line[first - 1] == "\\":
        first -= 1
    return (place - first) % 2 == 1
