"""Writes the document and the page of one person, for the eyes of this user only."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from application.persons.export import (
    AddressBookRecord,
    CheckoutRecord,
    ExportQuery,
    PersonCheckout,
)
from interfaces.api.history.persons import export_document
from interfaces.cli.person_page import page

DOCUMENT: Final = "person.json"
PAGE: Final = "person.html"
_ONLY_THE_USER: Final = 0o700


async def write_files(
    folder: Path,
    query: ExportQuery,
    at: datetime,
    found: Sequence[PersonCheckout],
    books: Sequence[AddressBookRecord],
    records: AsyncIterator[CheckoutRecord],
) -> None:
    """Write both files, one record at a time. Earlier files are replaced when both are complete. Raises OSError.

    Files have the mode 600, and a new folder has 700.
    """
    with _both(folder) as (document, html):
        document.write(export_document.head_of(query, at, books))
        html.write(page.head_of(query, at, found).encode())
        html.write(page.address_books_part(books).encode())
        number = 0
        async for record in records:
            number += 1
            document.write(export_document.checkout_part(record, is_first=number == 1))
            html.write(page.checkout_part(record, number).encode())
        document.write(export_document.FOOT)
        html.write(page.FOOT.encode())


@contextmanager
def _both(folder: Path) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    folder.mkdir(mode=_ONLY_THE_USER, parents=True, exist_ok=True)
    with _replacement(folder / DOCUMENT) as document, _replacement(folder / PAGE) as html:
        yield document, html


@contextmanager
def _replacement(path: Path) -> Iterator[BinaryIO]:
    """Yield a new file that replaces `path` at the end. After an error it is removed and `path` is unchanged."""
    # The new file has the mode 600 from its beginning.
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
