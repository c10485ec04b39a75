"""Who asked for a change, and with which request."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where an event or a refused attempt came from; the time is the event's own timestamp.

    `actor` names a kind and a credential, never a secret: `shop:demo-client`, `shopper:public-SE-…`,
    `payments:demo-shop`, `system:expiry`. `dialect` is the outside API that was spoken and `operation` the call in it.
    """

    actor: str
    dialect: str
    operation: str
    request_id: str
    address: str = ""
    user_agent: str = ""
    idempotency_key: str = ""
