"""JSON-RPC 2.0: one request in a body, and its answer. A batch is refused, as MCP does."""

from dataclasses import dataclass
from typing import Any, Final

from interfaces.dialects.ucp.wire import Shape
from interfaces.http.errors.request_errors import MalformedBody
from interfaces.http.request.body.reader import parse_json

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
PROTOCOL_ERROR: Final = -32000
DISCOVERY_ERROR: Final = -32001
RpcId = str | int | None


@dataclass(frozen=True, kw_only=True)
class RpcRequest:
    """A request, or a notification, which has no id and gets no answer."""

    id: RpcId
    method: str
    params: Shape
    is_notification: bool


class RpcFault(Exception):
    """A request that is answered with an error. `data` says more."""

    def __init__(self, code: int, message: str, data: Any = None, *, rpc_id: RpcId = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data
        self.rpc_id = rpc_id


def read_request(body: bytes) -> RpcRequest:
    """Read a request. Raises RpcFault."""
    try:
        value = parse_json(body)
    except MalformedBody as error:
        raise RpcFault(PARSE_ERROR, error.message) from None
    if not isinstance(value, dict):
        raise RpcFault(INVALID_REQUEST, "Send one JSON-RPC request as an object.")
    named = value.get("id")
    rpc_id = named if isinstance(named, str | int) and not isinstance(named, bool) else None
    method, params = value.get("method"), value.get("params", {})
    if value.get("jsonrpc") != "2.0" or not isinstance(method, str):
        raise RpcFault(INVALID_REQUEST, 'A request has jsonrpc "2.0" and a method.', rpc_id=rpc_id)
    if "id" in value and rpc_id is None:
        raise RpcFault(INVALID_REQUEST, "The id of a request is a text or a whole number.")
    if not isinstance(params, dict):
        raise RpcFault(INVALID_PARAMS, "params must be an object.", rpc_id=rpc_id)
    return RpcRequest(id=rpc_id, method=method, params=params, is_notification="id" not in value)


def result_of(rpc_id: RpcId, result: Any) -> Shape:
    """Write the answer to a request that was worked."""
    return {"jsonrpc": "2.0", "id": rpc_id, "result": result}


def error_of(rpc_id: RpcId, fault: RpcFault) -> Shape:
    """Write the answer to a request that was refused."""
    error: Shape = {"code": fault.code, "message": fault.message}
    if fault.data is not None:
        error["data"] = fault.data
    return {"jsonrpc": "2.0", "id": rpc_id, "error": error}
