"""A call of a tool as the request of REST that it stands for, so that both are worked by the same endpoints.

`meta` takes the place of the headers `UCP-Agent`, `Idempotency-Key` and `If-Match` and of the query, `id` that of the
path, `checkout` that of the body. A header that the HTTP request has too must not differ.
"""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request

from interfaces.dialects.ucp.mcp.json_rpc import INVALID_PARAMS, RpcFault
from interfaces.dialects.ucp.mcp.tools import AS_OF, IF_MATCH, Tool
from interfaces.dialects.ucp.negotiation.agent_header import LONGEST, AgentHeader, agent_header
from interfaces.dialects.ucp.wire import Shape, encode
from interfaces.http.party import CALLER
from interfaces.http.request.body.digests import READ

_KEY: Final = "idempotency-key"
_AGENT: Final = "ucp-agent"
_OF_THE_CALL: Final = frozenset(
    (_AGENT, _KEY, "content-type", "content-length", IF_MATCH, "if-none-match")
)
_TEXT: Final = re.compile(r"[\x20-\x7e]+")
_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,200}")


def request_of(request: Request, tool: Tool, arguments: Shape) -> Request:
    """Return the request that a call stands for. Raises RpcFault for arguments that the tool does not take."""
    meta = arguments.get("meta", {})
    if not isinstance(meta, dict):
        raise _fault("meta must be an object.")
    headers = [
        (name, value)
        for name, value in request.scope["headers"]
        if name.decode("latin-1").lower() not in _OF_THE_CALL
    ]
    headers += [
        (name.encode(), value.encode("latin-1"))
        for name, value in _headers(request, tool, meta, arguments)
    ]
    named = arguments.get("id", "") if tool.takes_id else ""
    if tool.takes_id and not (isinstance(named, str) and _ID.fullmatch(named)):
        raise _fault(f"id must be the id of the {tool.noun}.")
    path = tool.path(named)
    scope = {name: value for name, value in request.scope.items() if name != CALLER}
    scope |= {
        "method": tool.method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": _query(tool, meta).encode(),
        "path_params": {f"{tool.noun}_id": named} if tool.takes_id else {},
        "headers": headers,
        READ: _body(tool, arguments),
    }
    return Request(scope)


def _body(tool: Tool, arguments: Shape) -> bytes:
    if not tool.takes_checkout:
        return b""
    checkout = arguments.get("checkout")
    if not isinstance(checkout, dict):
        raise _fault("checkout must be an object.")
    return encode(checkout)


def _query(tool: Tool, meta: Shape) -> str:
    """Return the query that selects the state of the past that `meta` names; it is empty for that of now."""
    as_of = meta.get(AS_OF) if tool.is_reading else None
    if as_of is None:
        return ""
    if not isinstance(as_of, dict):
        raise _fault(f"meta.{AS_OF} must be an object.")
    version, at = as_of.get("version"), as_of.get("at")
    if version is not None and (isinstance(version, bool) or not isinstance(version, int)):
        raise _fault(f"meta.{AS_OF}.version must be a whole number.")
    if at is not None and not isinstance(at, str):
        raise _fault(f"meta.{AS_OF}.at must be a text.")
    selected = {"version": version, "at": at}
    return urlencode({name: value for name, value in selected.items() if value is not None})


def _headers(
    request: Request, tool: Tool, meta: Shape, arguments: Shape
) -> Iterator[tuple[str, str]]:
    agent = _agent(request, meta)
    if agent is not None:
        escaped = agent.profile.replace("\\", "\\\\").replace('"', '\\"')
        version = "" if agent.version is None else f'; version="{agent.version}"'
        yield _AGENT, f'profile="{escaped}"{version}'
    key = meta.get(_KEY, arguments.get("idempotency_key"))
    key = _same(key, request.headers.get(_KEY), f"meta.{_KEY}")
    if key is not None:
        yield _KEY, key
    elif tool.needs_key:
        raise _fault(f"meta.{_KEY} is required.")
    if tool.takes_id and not tool.is_reading:
        expected = _same(meta.get(IF_MATCH), request.headers.get(IF_MATCH), f"meta.{IF_MATCH}")
        if expected is not None:
            yield IF_MATCH, expected
    if tool.takes_checkout:
        yield "content-type", "application/json"


def _agent(request: Request, meta: Shape) -> AgentHeader | None:
    """Return the agent that `meta` names, or the header. Raises RpcFault if they name two."""
    of_header = agent_header(request)
    named = meta.get(_AGENT)
    if named is None:
        return of_header
    profile = named.get("profile") if isinstance(named, dict) else None
    profile = _same(profile, None, f"meta.{_AGENT}.profile")
    if profile is None:
        raise _fault(f"meta.{_AGENT}.profile is required.")
    if of_header is not None and of_header.profile != profile:
        raise _fault(f"meta.{_AGENT} and the header UCP-Agent name two profiles.")
    version = named.get("version", None if of_header is None else of_header.version)
    version = _same(version, None, f"meta.{_AGENT}.version")
    return AgentHeader(profile=profile, version=None if version is None else _plain(version))


def _same(given: Any, sent: str | None, name: str) -> str | None:
    """Return a text of the arguments, or else that of the header. Raises RpcFault for another value, and for two."""
    if given is None:
        return sent
    if not isinstance(given, str) or len(given) > LONGEST or not _TEXT.fullmatch(given):
        raise _fault(f"{name} must be a text of printable ASCII.")
    if sent is not None and sent != given:
        raise _fault(f"{name} is not that of the header.")
    return given


def _plain(version: str) -> str:
    return re.sub(r'[";,\\]', "", version)


def _fault(message: str) -> RpcFault:
    return RpcFault(INVALID_PARAMS, message)
