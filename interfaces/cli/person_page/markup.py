"""Builds HTML. Every text is escaped by its type: only `Markup` is not, and only this package makes it."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

Content = str | Markup
Cell = Content | None


def element(name: str, *content: Content, **attributes: str) -> Markup:
    """Return an element. `class_` is the attribute `class`, and `data_label` is `data-label`."""
    named = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
    )
    return Markup("<{}{}>{}</{}>\n").format(Markup(name), named, concat(content), Markup(name))


def concat(parts: Iterable[Content]) -> Markup:
    """Return the parts one after the other, with those escaped that are plain text."""
    return Markup("").join(parts)


def lines(parts: Sequence[Content]) -> Markup:
    """Return one line for each part that is not empty, as a list if there are several."""
    parts = [part for part in parts if part]
    if len(parts) <= 1:
        return concat(parts)
    return element("ul", *(element("li", part) for part in parts))


def table(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Markup:
    """Return a table, on a narrow page one block for each row; nothing for no rows. None is an empty cell."""
    body = [_row(headings, row) for row in rows]
    if not body:
        return Markup("")
    head = element(
        "tr",
        *(element("th", each, scope="col", role="columnheader") for each in headings),
        role="row",
    )
    return element(
        "table",
        element("thead", head, role="rowgroup"),
        element("tbody", *body, role="rowgroup"),
        # A block for each row would otherwise take the meaning of a table from it.
        role="table",
    )


def facts(pairs: Iterable[tuple[str, Cell]]) -> Markup:
    """Return names with their values. Pairs without a value are left out."""
    return element(
        "dl",
        *(
            element("div", element("dt", name), element("dd", value))
            for name, value in pairs
            if value
        ),
    )


def section(title: str, explanation: str, content: Markup, *, otherwise: str) -> Markup:
    """Return a part of a checkout under its title; the text `otherwise` if there is no content."""
    shown = (
        element("p", explanation, class_="soft") + content
        if content
        else element("p", otherwise, class_="soft")
    )
    return element("section", element("h3", title), shown)


def _row(headings: Sequence[str], cells: Sequence[Cell]) -> Markup:
    return element(
        "tr",
        *(
            element("td", cell or "", data_label=heading, role="cell")
            for heading, cell in zip(headings, cells, strict=True)
        ),
        role="row",
    )
