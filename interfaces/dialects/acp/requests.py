"""Reading request bodies of any version of ACP into requests to the application."""

from dataclasses import dataclass

from application.selling.customer_edits import apply_edit
from application.selling.payments import Purchase
from application.selling.session_requests import NewSession, SessionUpdate
from domain.checkout import Checkout
from interfaces.dialects.acp.versions.version import Version, VersionedSessionRequest
from interfaces.dialects.session import requests
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.formats import Completion
from interfaces.dialects.session.session_v1 import PROVIDER
from interfaces.http.request.body.reader import FieldReader, json_text, parse_json
from interfaces.http.request.single_line import IN_LINES

DIALECT = "acp"


@dataclass(frozen=True)
class AcpRequests:
    """Readers of the request bodies of one version. All of them raise MalformedBody and InvalidFields."""

    version: Version

    def new_session(
        self, body: bytes, client: Client, *, checkout_id: str, public_token: str
    ) -> NewSession:
        """Read the body of "create"."""
        fields = FieldReader(parse_json(body))
        request = self.version.creation(fields, client.selling)
        metadata = requests.object_of(fields, "metadata")
        fields.raise_faults()
        return NewSession(
            merchant=client.merchant,
            dialect=DIALECT,
            checkout_id=checkout_id,
            public_token=public_token,
            country=client.selling.country,
            currency=client.selling.currency,
            items=request.items or (),
            customer=None if request.customer is None else request.customer.apply_to(None),
            address=apply_edit(None, request.address),
            recipient=None if request.recipient is None else request.recipient.apply_to(None),
            option=apply_edit(None, request.option),
            options=request.options,
            groups=apply_edit(None, request.groups) or (),
            codes=request.codes or (),
            cart=request.cart,
            settings=json_text({"api_version": self.version.name, **_extensions(request)}),
            metadata=None if metadata is None else json_text(fields.value("metadata")),
        )

    def session_update(self, body: bytes) -> SessionUpdate:
        """Read the body of "update"."""
        fields = FieldReader(parse_json(body))
        request = self.version.update(fields)
        fields.raise_faults()
        return SessionUpdate(
            items=request.items,
            customer=request.customer,
            address=request.address,
            recipient=request.recipient,
            option=request.option,
            options=request.options,
            groups=request.groups,
            codes=request.codes,
        )

    def completion(self, body: bytes, checkout: Checkout) -> Completion:
        """Read the body of "complete". A checkout whose total is 0 needs neither a payment nor a body."""
        is_free = checkout.total == 0
        fields = FieldReader({} if is_free and not body.strip() else parse_json(body))
        payment = self.version.completion(fields, is_free)
        fields.raise_faults()
        return Completion(
            purchase=Purchase(token=payment.token, provider=PROVIDER, consents=payment.consents),
            buyer=payment.customer,
            billing=payment.billing,
        )

    def cancellation(self, body: bytes) -> str | None:
        """Read the body of "cancel": the reason, or None. The summary is prose and may have several lines."""
        if not body.strip():
            return None
        fields = FieldReader(parse_json(body))
        trace = requests.object_of(fields, "intent_trace")
        parts: list[str | None] = []
        if trace is not None:
            parts = [
                trace.identifier("reason_code", required=True, longest=requests.LONGEST),
                trace.text("trace_summary", longest=500, unfit=IN_LINES),
            ]
        fields.raise_faults()
        return ": ".join(part for part in parts if part) or None


def _extensions(request: VersionedSessionRequest) -> dict[str, list[str]]:
    """Return the negotiated extensions as a part of the settings; nothing for none, as it was before there were any."""
    return {"extensions": list(request.extensions)} if request.extensions else {}
