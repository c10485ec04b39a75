"""The endpoint of MCP: its handshake, the list of tools, and calls of tools, each worked by the endpoint of REST.

What the business answers is a result; what keeps a request from being worked is an error of JSON-RPC, whose data are
the body that REST answers. A tool may also be called by its own name, as OpenRPC has it; then the result is the
checkout alone. `_meta` of a result has what the headers of REST say of it: its etag, and whether it is a repeat.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import msgspec
from fastapi import Request, Response

from domain.refusals import Refusal
from interfaces.dialects.ucp.mcp.calls import request_of
from interfaces.dialects.ucp.mcp.json_rpc import (
    DISCOVERY_ERROR,
    INVALID_PARAMS,
    METHOD_NOT_FOUND,
    PROTOCOL_ERROR,
    RpcFault,
    RpcRequest,
    error_of,
    read_request,
    result_of,
)
from interfaces.dialects.ucp.mcp.tools import TOOLS, listed_tools
from interfaces.dialects.ucp.wire import MEDIA_TYPE, Shape, encode
from interfaces.http.errors.request_errors import AccessDenied, RequestError, Unauthenticated
from interfaces.http.idempotency import ErrorRenderer
from interfaces.http.pipeline.invalid_bodies import keep_invalid_body
from interfaces.http.request.body.reader import read_body, require_json

PATH: Final = "/ucp/mcp"
_VERSIONS: Final = ("2025-11-25", "2025-06-18", "2025-03-26")
_DISCOVERY: Final = frozenset(
    ("invalid_profile_url", "profile_unreachable", "profile_malformed", "version_unsupported")
)
Endpoint = Callable[[Request], Awaitable[Response]]


class McpEndpoint:
    """The endpoint. `endpoints` are those of REST by the names of tools, without a check of the signature.

    `check` refuses a request whose signature is wrong.
    """

    def __init__(
        self,
        endpoints: Mapping[str, Endpoint],
        errors: ErrorRenderer,
        check: Callable[[Request], Awaitable[None]],
    ) -> None:
        self._endpoints = endpoints
        self._errors = errors
        self._check = check

    async def answer(self, request: Request) -> Response:
        """Answer a request of JSON-RPC with 200, and a notification with 202."""
        require_json(request)
        body = await read_body(request)
        await self._check(request)
        try:
            call = read_request(body)
        except RpcFault as fault:
            return _respond(error_of(fault.rpc_id, fault))
        if call.is_notification:
            return Response(status_code=202)
        try:
            return _respond(result_of(call.id, await self._result(request, call)))
        except RpcFault as fault:
            return _respond(error_of(call.id, fault))

    async def _result(self, request: Request, call: RpcRequest) -> object:
        match call.method:
            case "initialize":
                return _introduction(call.params)
            case "ping":
                return {}
            case "tools/list":
                return {"tools": listed_tools()}
            case "tools/call":
                name, arguments = call.params.get("name"), call.params.get("arguments", {})
                if not (isinstance(arguments, dict) and isinstance(name, str) and name in TOOLS):
                    raise RpcFault(INVALID_PARAMS, "name must be one of the tools.")
                shape, meta = await self._call(request, name, arguments)
                text = {"type": "text", "text": encode(shape).decode()}
                result = {"content": [text], "structuredContent": shape, "isError": False}
                return {**result, "_meta": meta} if meta else result
            case name if name in TOOLS:
                shape, _ = await self._call(request, name, call.params)
                return shape
            case _:
                raise RpcFault(METHOD_NOT_FOUND, "There is no such method.")

    async def _call(self, request: Request, name: str, arguments: Shape) -> tuple[Shape, Shape]:
        """Return the answer to a call, and the metadata of its result. Raises RpcFault."""
        inner = request_of(request, TOOLS[name], arguments)
        try:
            response = await self._endpoints[name](inner)
        except (Unauthenticated, AccessDenied):
            # A wrong key has a status of HTTP in MCP too, because its clients react to that.
            raise
        except Refusal as refusal:
            response = self._errors.render_refusal(inner, refusal)
        except RequestError as error:
            await keep_invalid_body(inner, error)
            response = self._errors.render_error(inner, error)
        shape: Shape = msgspec.json.decode(bytes(response.body))
        if response.status_code < 400:
            return shape, _metadata(response)
        code = DISCOVERY_ERROR if shape["code"] in _DISCOVERY else PROTOCOL_ERROR
        raise RpcFault(code, shape["content"], {**shape, "status": response.status_code})


def _metadata(response: Response) -> Shape:
    tag = response.headers.get("etag")
    meta: Shape = {} if tag is None else {"etag": tag}
    if "idempotent-replayed" in response.headers:
        meta["idempotent-replayed"] = True
    return meta


def _introduction(params: Shape) -> Shape:
    wanted = params.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in _VERSIONS else _VERSIONS[0],
        "capabilities": {"tools": {"listChanged": False}},
        "serverInfo": {"name": "tillroll", "version": "1"},
    }


def _respond(shape: Shape) -> Response:
    return Response(encode(shape), media_type=MEDIA_TYPE)
