from http import HTTPStatus
from typing import Any, cast

import httpx

from ...client import AuthenticatedClient, Client
from ...models.ucp_error import UcpError
from ...models.ucp_rpc_answer import UcpRpcAnswer
from ...models.ucp_rpc_request import UcpRpcRequest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: UcpRpcRequest,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(ucp_agent, Unset):
        headers["UCP-Agent"] = ucp_agent

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/ucp/mcp",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | UcpError | UcpRpcAnswer:
    if response.status_code == 200:
        response_200 = UcpRpcAnswer.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = cast(Any, None)
        return response_202

    if response.status_code == 400:
        response_400 = UcpError.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = UcpError.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = UcpError.from_dict(response.json())

        return response_403

    if response.status_code == 409:
        response_409 = UcpError.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = UcpError.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = UcpError.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = UcpError.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = UcpError.from_dict(response.json())

        return response_422

    if response.status_code == 424:
        response_424 = UcpError.from_dict(response.json())

        return response_424

    if response.status_code == 429:
        response_429 = UcpError.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = UcpError.from_dict(response.json())

        return response_503

    response_default = UcpError.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | UcpError | UcpRpcAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: UcpRpcRequest,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[Any | UcpError | UcpRpcAnswer]:
    """Call a tool over MCP

     Answer a request of JSON-RPC with 200, and a notification with 202.

    Args:
        ucp_agent (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (UcpRpcRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | UcpError | UcpRpcAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
        ucp_agent=ucp_agent,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: UcpRpcRequest,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Any | UcpError | UcpRpcAnswer | None:
    """Call a tool over MCP

     Answer a request of JSON-RPC with 200, and a notification with 202.

    Args:
        ucp_agent (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (UcpRpcRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | UcpError | UcpRpcAnswer
    """

    return sync_detailed(
        client=client,
        body=body,
        ucp_agent=ucp_agent,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: UcpRpcRequest,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[Any | UcpError | UcpRpcAnswer]:
    """Call a tool over MCP

     Answer a request of JSON-RPC with 200, and a notification with 202.

    Args:
        ucp_agent (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (UcpRpcRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | UcpError | UcpRpcAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
        ucp_agent=ucp_agent,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: UcpRpcRequest,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Any | UcpError | UcpRpcAnswer | None:
    """Call a tool over MCP

     Answer a request of JSON-RPC with 200, and a notification with 202.

    Args:
        ucp_agent (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (UcpRpcRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | UcpError | UcpRpcAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            ucp_agent=ucp_agent,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed
