"""From the wire to the domain: what a body asks for, in whatever version. Pure functions."""

from application.selling.customer_edits import CustomerEdit, edited
from application.selling.purchases import Purchase
from application.selling.sessions import NewSession, SessionUpdate
from domain.values.customer import Address
from interfaces.dialects.acp.versions.version import Version
from interfaces.dialects.session import requests
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.session_v1 import PROVIDER
from interfaces.http.request.body.reader import FieldReader, json_text, parse_json
from interfaces.http.request.single_line import IN_LINES

DIALECT = "acp"


def new_session(
    body: bytes, version: Version, client: Client, *, checkout_id: str, public_token: str
) -> NewSession:
    """What "create" asks for. Raises MalformedBody or InvalidFields, as all of these do."""
    fields = FieldReader(parse_json(body))
    wishes = version.creation(fields, client.selling)
    metadata = requests.object_of(fields, "metadata")
    fields.raise_faults()
    return NewSession(
        merchant=client.merchant,
        dialect=DIALECT,
        checkout_id=checkout_id,
        public_token=public_token,
        country=client.selling.country,
        currency=client.selling.currency,
        items=wishes.items or (),
        customer=None if wishes.customer is None else wishes.customer.made_to(None),
        address=edited(None, wishes.address),
        recipient=None if wishes.recipient is None else wishes.recipient.made_to(None),
        option=edited(None, wishes.option),
        settings=json_text({"api_version": version.name}),
        metadata=None if metadata is None else json_text(fields.value("metadata")),
    )


def session_update(body: bytes, version: Version) -> SessionUpdate:
    """What "update" asks for."""
    fields = FieldReader(parse_json(body))
    wishes = version.update(fields)
    fields.raise_faults()
    return SessionUpdate(
        items=wishes.items,
        customer=wishes.customer,
        address=wishes.address,
        recipient=wishes.recipient,
        option=wishes.option,
    )


def purchase(
    body: bytes, version: Version, *, is_free: bool
) -> tuple[Purchase, CustomerEdit | None, Address | None]:
    """What "complete" asks for, with what it says of the buyer and with the billing address, where it has them.

    An order that `is_free` needs no means of payment, nor a body.
    """
    fields = FieldReader({} if is_free and not body.strip() else parse_json(body))
    paying = version.completion(fields, is_free)
    fields.raise_faults()
    bought = Purchase(token=paying.token, provider=PROVIDER)
    return bought, paying.customer, paying.billing


def cancellation(body: bytes) -> str | None:
    """Why a session is called off, as far as the agent says so. The summary is prose, which may have several lines."""
    if not body.strip():
        return None
    fields = FieldReader(parse_json(body))
    trace = requests.object_of(fields, "intent_trace")
    said: list[str | None] = []
    if trace is not None:
        said = [
            trace.identifier("reason_code", required=True, longest=requests.LONGEST),
            trace.text("trace_summary", longest=500, unfit=IN_LINES),
        ]
    fields.raise_faults()
    return ": ".join(part for part in said if part) or None
