from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.svea_failure import SveaFailure
from ...models.svea_order_creation import SveaOrderCreation
from ...models.svea_shown_order import SveaShownOrder
from ...types import Response


def _get_kwargs(
    *,
    body: SveaOrderCreation,
    timestamp: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Timestamp"] = timestamp

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/orders",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SveaFailure | SveaShownOrder:
    if response.status_code == 200:
        response_200 = SveaShownOrder.from_dict(response.json())

        return response_200

    if response.status_code == 201:
        response_201 = SveaShownOrder.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = SveaFailure.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = SveaFailure.from_dict(response.json())

        return response_401

    if response.status_code == 413:
        response_413 = SveaFailure.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = SveaFailure.from_dict(response.json())

        return response_415

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
) -> Response[SveaFailure | SveaShownOrder]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: SveaOrderCreation,
    timestamp: str,
) -> Response[SveaFailure | SveaShownOrder]:
    """Create an order

     200 with the order that has it where the ClientOrderNumber was used before.

    Args:
        timestamp (str):
        body (SveaOrderCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaShownOrder]
    """

    kwargs = _get_kwargs(
        body=body,
        timestamp=timestamp,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: SveaOrderCreation,
    timestamp: str,
) -> SveaFailure | SveaShownOrder | None:
    """Create an order

     200 with the order that has it where the ClientOrderNumber was used before.

    Args:
        timestamp (str):
        body (SveaOrderCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaShownOrder
    """

    return sync_detailed(
        client=client,
        body=body,
        timestamp=timestamp,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: SveaOrderCreation,
    timestamp: str,
) -> Response[SveaFailure | SveaShownOrder]:
    """Create an order

     200 with the order that has it where the ClientOrderNumber was used before.

    Args:
        timestamp (str):
        body (SveaOrderCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaShownOrder]
    """

    kwargs = _get_kwargs(
        body=body,
        timestamp=timestamp,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: SveaOrderCreation,
    timestamp: str,
) -> SveaFailure | SveaShownOrder | None:
    """Create an order

     200 with the order that has it where the ClientOrderNumber was used before.

    Args:
        timestamp (str):
        body (SveaOrderCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaShownOrder
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            timestamp=timestamp,
        )
    ).parsed
