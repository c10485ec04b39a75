"""The page: its beginning with a list of all checkouts, the parts about them, and its end."""

from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from typing import Final

from markupsafe import Markup

from application.persons.export import (
    AddressBookRecord,
    CheckoutRecord,
    ExportQuery,
    PersonCheckout,
)
from interfaces.cli.person_page.address_books import book_section
from interfaces.cli.person_page.markup import concat, element, facts
from interfaces.cli.person_page.record import record_section
from interfaces.cli.person_page.words import date_text, time_text

_NAMES: Final = {
    "email": "E-mail address",
    "phone": "Phone number",
    "name": "Name",
    "national_id": "National id",
    "checkout_id": "Checkout id",
}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
FOOT: Final = "</main>\n</body>\n</html>\n"
"""The end of the page, after the last checkout."""


def head_of(query: ExportQuery, at: datetime, found: Sequence[PersonCheckout]) -> str:
    """Return the page up to its first checkout."""
    title = "What is stored about you"
    count = len(found)
    checkouts = "one checkout" if count == 1 else f"{count} checkouts"
    return concat(
        (
            Markup('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'),
            Markup('<meta http-equiv="Content-Security-Policy" content="{}">\n').format(_POLICY),
            Markup('<meta name="viewport" content="width=device-width, initial-scale=1">\n'),
            Markup('<meta name="referrer" content="no-referrer">\n'),
            element("title", title),
            element("style", Markup(_style())),
            Markup("</head>\n<body>\n<main>\n"),
            element("h1", title),
            element(
                "p",
                f"This page has everything that this service stores about you in {checkouts}: "
                "your data, where it came from, what happened with it, who read it, and how long it is kept. "
                "The file person.json has the same for programs.",
            ),
            facts(
                (
                    *((_NAMES[name], value) for name, value in query.named_values().items()),
                    ("This page was made", time_text(at)),
                )
            ),
            element(
                "p",
                element("b", "Checkout"),
                " is the shop's record of one purchase, or of an attempt at one. ",
                element("b", "(erased)"),
                " stands where data was erased; nobody can read it any more. All times are in UTC.",
                class_="soft",
            ),
            _contents(found),
        )
    )


def checkout_part(record: CheckoutRecord, number: int) -> str:
    """Return the part of the page for one checkout, the `number`th."""
    return record_section(record, number)


def address_books_part(books: Sequence[AddressBookRecord]) -> str:
    """Return the part of the page about address books; an empty text without any."""
    return concat(map(book_section, books))


def _contents(found: Sequence[PersonCheckout]) -> Markup:
    if len(found) <= 1:
        return Markup("")
    return element(
        "nav",
        element(
            "ol",
            *(
                element(
                    "li",
                    element(
                        "a",
                        f"{each.merchant}, opened on {date_text(each.opened_at)}",
                        href=f"#checkout-{number}",
                    ),
                )
                for number, each in enumerate(found, 1)
            ),
        ),
        aria_label="Checkouts",
    )


def _style() -> str:
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")
