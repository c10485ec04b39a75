"""The source of a change: the actor and the request."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """The source of an event or a refused attempt. The time is in the event's own timestamp.

    `actor` names a kind and a credential, never a secret: `shop:demo-client`, `shopper:<checkout id>`,
    `payments:demo-shop`, `system:expiry`. `dialect` is the API of the request, `operation` its call.

    `address` is the client's. `peer` is the address of the trusted proxy that sent a customer's request for it; empty
    where the customer sent it to the server itself.
    """

    actor: str
    dialect: str
    operation: str
    request_id: str
    address: str = ""
    user_agent: str = ""
    idempotency_key: str = ""
    peer: str = ""

    @property
    def is_shopper(self) -> bool:
        """Whether a customer's page sent the request. Everybody who has its address may send any number of them."""
        return self.actor.startswith("shopper:")
