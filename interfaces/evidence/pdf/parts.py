"""The parts that a page is made of: headings, texts, boxes, lists, facts and tables. All of them hold plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interfaces.evidence.pdf.glyphs import GlyphFilter


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True)
class Box:
    """Paragraphs in a frame."""

    texts: Sequence[str]


@dataclass(frozen=True)
class Items:
    """A list with bullets."""

    texts: Sequence[str]


@dataclass(frozen=True)
class Facts:
    """Names with their values."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """A table. A column of width 0 is as wide as its content. `right` are the columns that are aligned to the right."""

    head: Sequence[str]
    columns: Sequence[int]
    rows: Sequence[Sequence[str]]
    right: Sequence[int] = ()


Part = Heading | Text | Box | Items | Facts | Table


def encode_part(part: Part, glyphs: GlyphFilter) -> dict[str, Any]:
    """Return a part as the template reads it, with the characters that the fonts have."""
    shown = glyphs.replace
    match part:
        case Heading(text=text, level=level):
            return {"kind": "heading", "level": level, "text": shown(text)}
        case Text(text=text):
            return {"kind": "text", "text": shown(text)}
        case Box(texts=texts):
            return {"kind": "box", "texts": [shown(each) for each in texts]}
        case Items(texts=texts):
            return {"kind": "list", "texts": [shown(each) for each in texts]}
        case Facts(rows=rows):
            return {"kind": "facts", "rows": [[shown(name), shown(value)] for name, value in rows]}
        case Table():
            return {
                "kind": "table",
                "head": [shown(each) for each in part.head],
                "columns": list(part.columns),
                "right": list(part.right),
                "rows": [[shown(each) for each in row] for row in part.rows],
            }
