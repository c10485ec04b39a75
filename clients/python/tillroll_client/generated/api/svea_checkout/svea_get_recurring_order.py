from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.svea_failure import SveaFailure
from ...models.svea_shown_order_of_token import SveaShownOrderOfToken
from ...types import Response


def _get_kwargs(
    token: str,
    order_id: str,
    *,
    timestamp: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Timestamp"] = timestamp

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/tokens/{token}/orders/{order_id}".format(
            token=quote(str(token), safe=""),
            order_id=quote(str(order_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SveaFailure | SveaShownOrderOfToken:
    if response.status_code == 200:
        response_200 = SveaShownOrderOfToken.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = SveaFailure.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = SveaFailure.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = SveaFailure.from_dict(response.json())

        return response_404

    if response.status_code == 429:
        response_429 = SveaFailure.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = SveaFailure.from_dict(response.json())

        return response_503

    response_default = SveaFailure.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[SveaFailure | SveaShownOrderOfToken]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    token: str,
    order_id: str,
    *,
    client: AuthenticatedClient,
    timestamp: str,
) -> Response[SveaFailure | SveaShownOrderOfToken]:
    """Get an order that was created under a token

     Render an order that was opened under the token.

    Args:
        token (str):
        order_id (str):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaShownOrderOfToken]
    """

    kwargs = _get_kwargs(
        token=token,
        order_id=order_id,
        timestamp=timestamp,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    token: str,
    order_id: str,
    *,
    client: AuthenticatedClient,
    timestamp: str,
) -> SveaFailure | SveaShownOrderOfToken | None:
    """Get an order that was created under a token

     Render an order that was opened under the token.

    Args:
        token (str):
        order_id (str):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaShownOrderOfToken
    """

    return sync_detailed(
        token=token,
        order_id=order_id,
        client=client,
        timestamp=timestamp,
    ).parsed


async def asyncio_detailed(
    token: str,
    order_id: str,
    *,
    client: AuthenticatedClient,
    timestamp: str,
) -> Response[SveaFailure | SveaShownOrderOfToken]:
    """Get an order that was created under a token

     Render an order that was opened under the token.

    Args:
        token (str):
        order_id (str):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaShownOrderOfToken]
    """

    kwargs = _get_kwargs(
        token=token,
        order_id=order_id,
        timestamp=timestamp,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    token: str,
    order_id: str,
    *,
    client: AuthenticatedClient,
    timestamp: str,
) -> SveaFailure | SveaShownOrderOfToken | None:
    """Get an order that was created under a token

     Render an order that was opened under the token.

    Args:
        token (str):
        order_id (str):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaShownOrderOfToken
    """

    return (
        await asyncio_detailed(
            token=token,
            order_id=order_id,
            client=client,
            timestamp=timestamp,
        )
    ).parsed
