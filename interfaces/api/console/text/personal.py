"""Texts with personal data that a reader may not see, or that is erased, in the pieces that a page marks.

`(sealed 3f9a1c)` is there and hidden from this reader; `(erased 2026-11-29T10:00:00Z)` is destroyed. A shop may write
such a text itself. It is then marked too, which shows less than there is, and never more.
"""

import re
from dataclasses import dataclass

from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.http.request.timestamps import instant_from

_HIDDEN = re.compile(r"\((sealed [0-9a-f]{6}|erased(?: [0-9TZ:.+-]+)?)\)")


@dataclass(frozen=True)
class Piece:
    """A part of a text. `kind` is `text`, `sealed` or `erased`; `title` explains what is hidden."""

    text: Shown
    kind: str = "text"
    title: Shown = ""


Pieces = tuple[Piece, ...]


def pieces_of(text: str, form: ReaderFormat) -> Pieces:
    """Divide a text at what is hidden in it."""
    parts = _HIDDEN.split(text)
    found = (_hidden(part, form) if index % 2 else Piece(part) for index, part in enumerate(parts))
    return tuple(piece for piece in found if piece.text) or (Piece(""),)


def _hidden(part: str, form: ReaderFormat) -> Piece:
    kind, _, rest = part.partition(" ")
    if kind == "sealed":
        return Piece(
            "•••",
            "sealed",
            phrase(
                "Personal data, hidden from this key (number {number}). The scope {scope} shows it.",
                number=rest,
                scope="persons:read",
            ),
        )
    at = instant_from(rest)
    when = (
        phrase("erased") if at is None else phrase("erased on {time}", time=form.seconds(at).text)
    )
    return Piece(when, "erased", phrase("Destroyed in every version. Nobody can read it."))
