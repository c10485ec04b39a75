"""What all answers share on the wire: the JSON encoder, the `ucp` object, and the body of an error."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from interfaces.dialects.ucp.settings import PaymentHandler

DIALECT: Final = "ucp"
VERSION: Final = "2026-04-08"
SUPPORTED: Final = (VERSION,)
MEDIA_TYPE: Final = "application/json"
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


def failure_body(messages: Sequence[Shape], continue_url: str | None = None) -> Shape:
    """Write the answer of 200 that has messages instead of a checkout."""
    shape: Shape = {
        "ucp": {"version": VERSION, "status": "error", "capabilities": {}},
        "messages": list(messages),
    }
    return shape if continue_url is None else {**shape, "continue_url": continue_url}


def error_body(code: str, content: str, path: str | None = None) -> Shape:
    """Write the body of a status of 4xx or 5xx. `code` and `content` are those of the protocol.

    Clients of the first version read `detail`, and others the messages.
    """
    severity = "recoverable" if path is not None else "unrecoverable"
    message = message_error(code, content, severity=severity, path=path)
    return {**failure_body([message]), "code": code, "content": content, "detail": content}


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
