"""Text from customers and shops never looks like output of tillroll, in any command."""

import asyncio
import io
import os
import pty
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.shop import ChangeReference, IdentifyCustomer, OpenCheckout, ReplaceCart
from application.persons.sealing import Persons
from domain.provenance import Provenance
from domain.values.cart import Cart, Line
from domain.values.customer import Customer
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.storage import PostgresStorage
from tests.databases import Databases
from tests.interfaces.cli.conftest import Tillroll
from tests.master_key import MASTER_KEYS
from tests.system.service.forked.process import start_in_terminal

ID = "6f0c1c9e-5d0b-4a53-9d0e-2f6f3a1f0002"
BEGINNING = datetime(2026, 1, 5, 14, 3, tzinfo=UTC)
ENTRY = (
    "2026-11-28T14:03:12.000000Z  shop:demo-client  walley: update fees  request 8f1b  from 203.0.113.7"
    "\n  v2  checkout.fees-updated\n      fee shipping added: 59.00 USD"
)
REQUESTS = 4
COMMANDS = [
    ["log", ID],
    ["show", ID],
    ["diff", ID, "1", "4"],
    ["blame", ID],
    ["replay", ID],
    ["audit"],
    ["deliveries", "list"],
]


def _forged(separator: str) -> str:
    return f"Eve{separator}{ENTRY}"


async def _record(url: str, text: str) -> None:
    """Record a checkout in which every text from a shop or a customer is `text`."""
    requests = 0

    def by(operation: str) -> Provenance:
        nonlocal requests
        requests += 1
        return Provenance(
            actor="shop:demo-client",
            dialect="acp",
            operation=operation,
            request_id=f"req-{requests}",
            address="192.0.2.7",
            user_agent=text,
            idempotency_key=text,
        )

    cart = Cart(
        lines=(
            Line.with_tax_inside(
                article=text,
                description=text,
                quantity=Decimal(1),
                unit_price=9500,
                tax_rate=2500,
                sku=text,
            ),
        )
    )
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        checkouts = Checkouts(
            store=storage.events,
            refusals=storage.refusals,
            persons=Persons(storage.persons, lambda: BEGINNING),
            cache=CheckoutCache(1),
            lifetime=Lifetime(),
            clock=lambda: BEGINNING + timedelta(seconds=requests),
            new_id=lambda: ID,
            new_order_number=lambda: 1_000_001,
            snapshots=storage.snapshots,
        )
        opening = OpenCheckout(
            merchant="demo-shop",
            dialect="acp",
            country="SE",
            currency="SEK",
            public_token="public-1",
            settings="{}",
            cart=Cart(lines=()),
            fees=(),
        )
        await checkouts.open(opening, by("create"))
        target = Target(checkout_id=ID, merchant="demo-shop")
        customer = Customer(email=text, first_name=text, phone=text)
        await checkouts.change(target, IdentifyCustomer(customer=customer), by("update"))
        await checkouts.change(target, ReplaceCart(cart=cart), by("update"))
        await checkouts.change(target, ChangeReference(reference=text), by("update"))


@pytest.fixture(scope="module")
def databases(database_copies: Databases, migrated_database: str) -> Iterator[dict[str, str]]:
    """A database with a short name in every text, and one whose name contains a forged log entry."""
    with (
        database_copies.copy(migrated_database) as plain,
        database_copies.copy(migrated_database) as forged,
    ):
        for url, text in ((plain, "Eve"), (forged, _forged("\n\n"))):
            asyncio.run(_record(url, text))
            rebuild(url, lambda done, total: None)
        yield {"plain": plain, "forged": forged}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_forged_entry_adds_no_line_in_a_pipe(
    tillroll: Tillroll, databases: dict[str, str], command: list[str]
) -> None:
    """Each command prints as many lines as for a short name, and none starts with the forged entry."""
    plain = tillroll(*command, database=databases["plain"])
    forged = tillroll(*command, database=databases["forged"])

    assert plain.exit_code == forged.exit_code
    assert len(forged.stdout.splitlines()) == len(plain.stdout.splitlines())
    assert not [line for line in forged.stdout.splitlines() if line.startswith("2026-11-28")]


def test_the_log_has_an_entry_for_each_request(
    tillroll: Tillroll, databases: dict[str, str]
) -> None:
    """Only requests start at the first column. The forged name is one line with its line breaks escaped."""
    lines = tillroll("log", ID, database=databases["forged"]).stdout.splitlines()

    assert len([line for line in lines if line and not line.startswith(" ")]) == REQUESTS
    assert any("Eve\\u000a\\u000a2026-11-28T14:03:12.000000Z  shop:demo-client" in x for x in lines)


@pytest.mark.parametrize("command", ["log", "show", "blame", "audit"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_a_wrapped_line_is_indented(databases: dict[str, str], command: str, width: int) -> None:
    """In a terminal the continuation of a long value is indented, and never starts at the first column."""
    arguments = [command] if command == "audit" else [command, ID]

    shown = _in_a_terminal(arguments, databases["forged"], width)

    assert "2026-11-28T14:03:12.000000Z" in shown
    assert not [line for line in shown.splitlines() if line.startswith("2026-11-28")]
    if command == "log":
        first = [line for line in shown.splitlines() if line and not line.startswith(" ")]
        assert len(first) == REQUESTS


def _in_a_terminal(arguments: list[str], database: str, width: int) -> str:
    """Return what a command prints to a terminal of this width, without colours."""
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "TERM": "xterm-256color",
        "NO_COLOR": "1",
        "COLUMNS": str(width),
        "LINES": "50",
    }
    process = start_in_terminal(theirs, arguments, environment)
    os.close(theirs)
    seen = io.BytesIO()
    try:
        while part := _read(ours):
            seen.write(part)
        process.wait(30)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    # NO_COLOR does not turn off bold and faint.
    return _without_styles(seen.getvalue().decode())


def _read(terminal: int) -> bytes:
    """Read from the terminal; return nothing after the other end is closed, which Linux reports as an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def _without_styles(text: str) -> str:
    before, *styled = text.replace("\r\n", "\n").split("\x1b[")
    return before + "".join(each.partition("m")[2] for each in styled)
