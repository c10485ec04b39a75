"""Gives the lines of a session their ids, which stay the same as long as the client keeps a line.

An item that names a line of the last quote, with its article, is that line. Any other item is the first line of its
article that no item names, or else a new line. A new line is named after its article; if that name is used, a number
follows it. A client that names no lines has one line for each article, if its dialect merges equal articles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.values.cart import Cart


@dataclass(eq=False)
class UnknownParent(Exception):
    """`parent` is no line that the item at index `place` can be a part of."""

    parent: str
    place: int


@dataclass(frozen=True, kw_only=True)
class ItemRequest:
    """A quantity of an article. `line` is the id by which the client names the line, None if it names none.

    `parent` is the id of the line of the bundle that it is a part of, as the client names that line.
    """

    article: str
    quantity: int
    line: str | None = None
    parent: str | None = None


def name_lines(
    items: Sequence[ItemRequest], before: Cart, *, merges_articles: bool
) -> tuple[ItemRequest, ...]:
    """Return the items with the ids of their lines and parents. Raises UnknownParent.

    `before` has the lines of the last quote. With `merges_articles`, items of one article that name no line are one.
    """
    wanted = list(_merge(items) if merges_articles else items)
    if (
        merges_articles
        and not before.lines
        and not any(each.line or each.parent for each in wanted)
    ):
        # Most new sessions name no lines.
        return tuple(
            ItemRequest(article=each.article, quantity=each.quantity, line=each.article)
            for each in wanted
        )
    known = {line.id: line.article for line in before.lines}
    kept: dict[str, int] = {}
    for place, item in enumerate(wanted):
        if item.line is not None and known.get(item.line) == item.article:
            kept.setdefault(item.line, place)
    names = {place: name for name, place in kept.items()}
    taken = set(kept)
    for place, item in enumerate(wanted):
        if place not in names:
            names[place] = _name(item.article, before, known, taken)
            taken.add(names[place])
    named = list(zip(wanted, (names[place] for place in range(len(wanted))), strict=True))
    tops = _tops(named, known)
    for item, _ in named:
        if item.parent is not None and item.parent not in tops:
            raise UnknownParent(parent=item.parent, place=_place(items, item))
    return tuple(
        replace(item, line=name, parent=item.parent and tops[item.parent]) for item, name in named
    )


def _merge(items: Sequence[ItemRequest]) -> Iterator[ItemRequest]:
    """Yield one item for each line, and for each article without one, in the order of their first occurrence."""
    quantities: dict[tuple[str, str | None, str | None], int] = {}
    for item in items:
        line = None if item.line == item.article else item.line
        key = (item.article, line, item.parent)
        quantities[key] = quantities.get(key, 0) + item.quantity
    for (article, line, parent), quantity in quantities.items():
        yield ItemRequest(article=article, quantity=quantity, line=line, parent=parent)


def _name(article: str, before: Cart, known: dict[str, str], taken: set[str]) -> str:
    for line in before.lines:
        if line.article == article and line.id not in taken:
            return line.id
    name, number = article, 1
    while name in taken or name in known:
        number += 1
        name = f"{article}-{number}"
    return name


def _tops(named: Sequence[tuple[ItemRequest, str]], known: dict[str, str]) -> dict[str, str]:
    """Return the ids of the lines that are part of no bundle, by the names that a client may use for them."""
    tops = {name: name for item, name in named if item.parent is None}
    for item, name in named:
        if item.parent is None and item.line is not None and item.line not in known:
            tops.setdefault(item.line, name)
    return tops


def _place(items: Sequence[ItemRequest], part: ItemRequest) -> int:
    return next(
        place
        for place, item in enumerate(items)
        if (item.article, item.parent) == (part.article, part.parent)
    )
