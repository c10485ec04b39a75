from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.ucp_error import UcpError
from ...types import Response


def _get_kwargs(
    handler_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/.well-known/ucp/handlers/{handler_id}".format(
            handler_id=quote(str(handler_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> UcpError | str:
    if response.status_code == 200:
        response_200 = response.text
        return response_200

    if response.status_code == 429:
        response_429 = UcpError.from_dict(response.json())

        return response_429

    response_default = UcpError.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[UcpError | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    handler_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[UcpError | str]:
    """Describe a payment handler

     Answer the page of a payment handler.

    Args:
        handler_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UcpError | str]
    """

    kwargs = _get_kwargs(
        handler_id=handler_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    handler_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> UcpError | str | None:
    """Describe a payment handler

     Answer the page of a payment handler.

    Args:
        handler_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UcpError | str
    """

    return sync_detailed(
        handler_id=handler_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    handler_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[UcpError | str]:
    """Describe a payment handler

     Answer the page of a payment handler.

    Args:
        handler_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UcpError | str]
    """

    kwargs = _get_kwargs(
        handler_id=handler_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    handler_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> UcpError | str | None:
    """Describe a payment handler

     Answer the page of a payment handler.

    Args:
        handler_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UcpError | str
    """

    return (
        await asyncio_detailed(
            handler_id=handler_id,
            client=client,
        )
    ).parsed
