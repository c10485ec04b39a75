"""The schemas of JSON-RPC, for the OpenAPI description."""

from typing import Final

from interfaces.dialects.ucp.wire import Shape

RPC_REQUEST: Final[Shape] = {
    "title": "UcpRpcRequest",
    "type": "object",
    "required": ["jsonrpc", "method"],
    "properties": {
        "jsonrpc": {"const": "2.0"},
        "id": {"type": ["string", "integer"]},
        "method": {"type": "string"},
        "params": {"type": "object"},
    },
}
RPC_ANSWER: Final[Shape] = {
    "title": "UcpRpcAnswer",
    "type": "object",
    "required": ["jsonrpc", "id"],
    "properties": {
        "jsonrpc": {"const": "2.0"},
        "id": {"type": ["string", "integer", "null"]},
        "result": {"type": "object"},
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
        },
    },
}
