"""`tillroll log` lists requests with invalid bodies among the other refusals."""

import asyncio
import json

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.invalid_bodies import FaultyField, InvalidBody
from application.checkouts.service import Checkouts, Lifetime
from application.persons.sealing import Persons
from domain.provenance import Provenance
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import BEGINNING, ID, NEWEST
from tests.master_key import MASTER_KEYS

BODY = InvalidBody(
    endpoint="PUT /checkouts/{checkout_id}/cart",
    size=17,
    sha256="ab" * 32,
    kind="InvalidFields",
    errors=(FaultyField(field="items", message="items: must be an array."),),
)
BY = Provenance(
    actor="shop:demo-client", dialect="walley", operation="replace cart", request_id="req-99"
)


async def _send_one(url: str) -> None:
    async with PostgresStorage(url, readers=1, master_keys=MASTER_KEYS) as storage:
        checkouts = Checkouts(
            store=storage.events,
            refusals=storage.refusals,
            persons=Persons(storage.persons, lambda: BEGINNING),
            cache=CheckoutCache(1),
            lifetime=Lifetime(),
            clock=lambda: BEGINNING,
            new_id=lambda: ID,
            new_order_number=lambda: 1,
        )
        await checkouts.keep_invalid_body(Target(checkout_id=ID, merchant="demo-shop"), BODY, BY)


def test_the_log_shows_an_invalid_body(tillroll: Tillroll, own_dispute: str) -> None:
    """The entry has the operation, the endpoint, the size and hash of the body, and the errors."""
    asyncio.run(_send_one(own_dispute))
    lines = tillroll("log", ID, database=own_dispute).stdout.splitlines()
    assert lines[-5:] == [
        f"  refused at v{NEWEST}  replace cart: InvalidBody",
        "      endpoint PUT /checkouts/{checkout_id}/cart",
        "      body bytes 17",
        f"      body sha256 {'ab' * 32}",
        "      because: The field items was not accepted: must be an array.",
    ]


def test_the_json_log_has_an_invalid_body(tillroll: Tillroll, own_dispute: str) -> None:
    """The JSON output has the form of the history API."""
    asyncio.run(_send_one(own_dispute))
    requests = json.loads(tillroll("log", ID, "--json", database=own_dispute).stdout)["requests"]
    (refusal,) = requests[-1]["refusals"]
    assert (refusal["version"], refusal["reason"]) == (NEWEST, "InvalidBody")
    assert refusal["asked"]["body_bytes"] == 17
