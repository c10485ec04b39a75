"""Format what an erasure would hit, and the certificate of an erasure."""

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from application.persons.requests import ErasableBook, ErasableCheckout
from application.ports.erasures.plans import Certificate
from interfaces.cli.terminal.output import BAD, GOOD, NAME, WHEN, count_of, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.runtime.printable import printable


def found_table(found: Sequence[ErasableCheckout]) -> Table:
    """Return a row for each checkout; one that has not ended has no time in the column `ended`."""
    rows = table("checkout", "merchant", "stage", "opened", "ended", "data")
    for each in found:
        rows.add_row(
            line((each.checkout_id, NAME)),
            printable(each.merchant),
            each.stage.value,
            Text(time_of(each.opened_at), WHEN),
            "" if each.ended_at is None else Text(time_of(each.ended_at), WHEN),
            ", ".join(key.name.data_class for key in each.keys),
        )
    return rows


def found_summary(found: Sequence[ErasableCheckout]) -> str:
    """Return the number of checkouts, and how many of them have not ended."""
    active = sum(each.ended_at is None for each in found)
    summary = f"{count_of(len(found), 'checkout')} with data of this person"
    return f"{summary}, {active} not ended." if active else f"{summary}."


def book_lines(books: Sequence[ErasableBook]) -> Iterator[Text]:
    """Yield a line for each address book."""
    for each in books:
        count = "1 address" if each.book.count == 1 else f"{each.book.count} addresses"
        yield line(
            "Address book ",
            (each.book.id, NAME),
            f" of {printable(each.merchant)}: {count}, the last noted at {time_of(each.book.noted_at)}.",
        )


def certificate_lines(certificate: Certificate) -> Iterator[Text]:
    """Yield the certificate in lines: the request, then each key."""
    request = certificate.request
    done = sum(each.destroyed_at is not None for each in certificate.keys)
    state = ("complete", GOOD) if certificate.is_complete else ("not complete", BAD)
    yield line("Erasure ", (request.id, NAME), "  ", state)
    yield line(f"  {request.cause.value} by {request.requested_by} at {time_of(request.at)}")
    yield line(f"  request {request.request_id}")
    yield line(f"  {done} of {count_of(len(certificate.keys), 'key')} destroyed")
    for each in certificate.keys:
        name = each.key.name
        when = "not yet" if each.destroyed_at is None else time_of(each.destroyed_at)
        yield line((when, WHEN), f"  {name.checkout_id}  {name.data_class}  {each.merchant}")
        yield line(f"    key {each.key.mark}")
