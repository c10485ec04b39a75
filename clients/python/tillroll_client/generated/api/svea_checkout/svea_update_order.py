from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.svea_failure import SveaFailure
from ...models.svea_order_update import SveaOrderUpdate
from ...models.svea_shown_order import SveaShownOrder
from ...types import Response


def _get_kwargs(
    order_id: str,
    *,
    body: SveaOrderUpdate,
    timestamp: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Timestamp"] = timestamp

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/api/orders/{order_id}".format(
            order_id=quote(str(order_id), safe=""),
        ),
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

    if response.status_code == 400:
        response_400 = SveaFailure.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = SveaFailure.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = SveaFailure.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = SveaFailure.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = SveaFailure.from_dict(response.json())

        return response_412

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
    order_id: str,
    *,
    client: AuthenticatedClient,
    body: SveaOrderUpdate,
    timestamp: str,
) -> Response[SveaFailure | SveaShownOrder]:
    """Update an order

     The whole cart is overwritten. Merchant data, shipping information and validation are left as they
    are where the body does not name them.

    Args:
        order_id (str):
        timestamp (str):
        body (SveaOrderUpdate): The whole cart is replaced. The other parts stay as they are where
            they are absent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaShownOrder]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
        body=body,
        timestamp=timestamp,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    order_id: str,
    *,
    client: AuthenticatedClient,
    body: SveaOrderUpdate,
    timestamp: str,
) -> SveaFailure | SveaShownOrder | None:
    """Update an order

     The whole cart is overwritten. Merchant data, shipping information and validation are left as they
    are where the body does not name them.

    Args:
        order_id (str):
        timestamp (str):
        body (SveaOrderUpdate): The whole cart is replaced. The other parts stay as they are where
            they are absent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaShownOrder
    """

    return sync_detailed(
        order_id=order_id,
        client=client,
        body=body,
        timestamp=timestamp,
    ).parsed


async def asyncio_detailed(
    order_id: str,
    *,
    client: AuthenticatedClient,
    body: SveaOrderUpdate,
    timestamp: str,
) -> Response[SveaFailure | SveaShownOrder]:
    """Update an order

     The whole cart is overwritten. Merchant data, shipping information and validation are left as they
    are where the body does not name them.

    Args:
        order_id (str):
        timestamp (str):
        body (SveaOrderUpdate): The whole cart is replaced. The other parts stay as they are where
            they are absent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaShownOrder]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
        body=body,
        timestamp=timestamp,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    order_id: str,
    *,
    client: AuthenticatedClient,
    body: SveaOrderUpdate,
    timestamp: str,
) -> SveaFailure | SveaShownOrder | None:
    """Update an order

     The whole cart is overwritten. Merchant data, shipping information and validation are left as they
    are where the body does not name them.

    Args:
        order_id (str):
        timestamp (str):
        body (SveaOrderUpdate): The whole cart is replaced. The other parts stay as they are where
            they are absent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaShownOrder
    """

    return (
        await asyncio_detailed(
            order_id=order_id,
            client=client,
            body=body,
            timestamp=timestamp,
        )
    ).parsed
