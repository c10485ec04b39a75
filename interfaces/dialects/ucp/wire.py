"""What all answers share on the wire: the JSON encoder, the `ucp` object, and the body of an error."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from interfaces.dialects.ucp.settings import PaymentHandler

DIALECT: Final = "ucp"
VERSION: Final = "2026-04-08"
SUPPORTED: Final = ("2026-01-11", "2026-01-23", VERSION, "2026-08-25")
MEDIA_TYPE: Final = "application/json"
COMPLETE: Final = "/complete"
"""The end of the path of "complete"."""
CONTEXT: Final = "context"
SIGNALS: Final = "signals"
ATTRIBUTION: Final = "attribution"
Shape = dict[str, Any]
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def encode(shape: Any) -> bytes:
    """Encode `shape` as JSON."""
    return _ENCODER.encode(shape)


def success(capabilities: Iterable[str], handlers: Iterable[PaymentHandler]) -> Shape:
    """Write the `ucp` object of a checkout."""
    return {
        "version": VERSION,
        "status": "success",
        "capabilities": {name: [{"version": VERSION}] for name in capabilities},
        "payment_handlers": handler_registry(handlers),
    }


def handler_registry(handlers: Iterable[PaymentHandler]) -> dict[str, list[Shape]]:
    """Write payment handlers by their names."""
    registry: dict[str, list[Shape]] = {}
    for each in handlers:
        registry.setdefault(each.name, []).append(_handler(each))
    return registry


def message_error(
    code: str, content: str, *, severity: str = "recoverable", path: str | None = None
) -> Shape:
    """Write an error among the messages. `path` is a JSONPath (RFC 9535)."""
    where = {} if path is None else {"path": path}
    return {"type": "error", "code": code, **where, "content": content, "severity": severity}


def failure_body(messages: Sequence[Shape], version: str = VERSION) -> Shape:
    """Write the answer of 200 that has messages instead of a checkout."""
    return {
        "ucp": {"version": version, "status": "error", "capabilities": {}},
        "messages": list(messages),
    }


def error_body(messages: Sequence[Shape], code: str, version: str = VERSION) -> Shape:
    """Write the body of a status of 4xx or 5xx. `code` and `content` are those of the protocol.

    Clients of 2026-01-11 read `detail`, and others the messages.
    """
    content = " ".join(each["content"] for each in messages if each["type"] == "error")
    return {
        **failure_body(messages, version),
        "code": code,
        "content": content,
        "detail": content,
    }


def _handler(handler: PaymentHandler) -> Shape:
    instrument: Shape = {"type": "card"}
    if handler.brands:
        instrument["constraints"] = {"brands": list(handler.brands)}
    shape: Shape = {
        "id": handler.id,
        "version": handler.version,
        "available_instruments": [instrument],
    }
    return {**shape, "config": handler.config}
