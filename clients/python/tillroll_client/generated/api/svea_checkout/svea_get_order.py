import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.svea_failure import SveaFailure
from ...models.svea_shown_order import SveaShownOrder
from ...types import UNSET, Response, Unset


def _get_kwargs(
    order_id: str,
    *,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    timestamp: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Timestamp"] = timestamp

    params: dict[str, Any] = {}

    params["version"] = version

    json_at: str | Unset = UNSET
    if not isinstance(at, Unset):
        json_at = at.isoformat()
    params["at"] = json_at

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/orders/{order_id}".format(
            order_id=quote(str(order_id), safe=""),
        ),
        "params": params,
    }

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
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    timestamp: str,
) -> Response[SveaFailure | SveaShownOrder]:
    """Get an order

     Render the current version, or the one that `version` or `at` of the query selects.

    Args:
        order_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaShownOrder]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
        version=version,
        at=at,
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
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    timestamp: str,
) -> SveaFailure | SveaShownOrder | None:
    """Get an order

     Render the current version, or the one that `version` or `at` of the query selects.

    Args:
        order_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaShownOrder
    """

    return sync_detailed(
        order_id=order_id,
        client=client,
        version=version,
        at=at,
        timestamp=timestamp,
    ).parsed


async def asyncio_detailed(
    order_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    timestamp: str,
) -> Response[SveaFailure | SveaShownOrder]:
    """Get an order

     Render the current version, or the one that `version` or `at` of the query selects.

    Args:
        order_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaShownOrder]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
        version=version,
        at=at,
        timestamp=timestamp,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    order_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    timestamp: str,
) -> SveaFailure | SveaShownOrder | None:
    """Get an order

     Render the current version, or the one that `version` or `at` of the query selects.

    Args:
        order_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        timestamp (str):

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
            version=version,
            at=at,
            timestamp=timestamp,
        )
    ).parsed
