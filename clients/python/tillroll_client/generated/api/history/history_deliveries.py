from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.deliveries_shape import DeliveriesShape
from ...models.history_deliveries_state import HistoryDeliveriesState
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    state: HistoryDeliveriesState | Unset = UNSET,
    receiver: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    params["receiver"] = receiver

    params["merchant"] = merchant

    params["checkout"] = checkout

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/history/deliveries",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DeliveriesShape | Problem:
    if response.status_code == 200:
        response_200 = DeliveriesShape.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DeliveriesShape | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    state: HistoryDeliveriesState | Unset = UNSET,
    receiver: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[DeliveriesShape | Problem]:
    """Search callbacks to shops across checkouts

    Args:
        state (HistoryDeliveriesState | Unset):
        receiver (str | Unset):
        merchant (str | Unset):
        checkout (str | Unset):
        limit (int | Unset):  Default: 100.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeliveriesShape | Problem]
    """

    kwargs = _get_kwargs(
        state=state,
        receiver=receiver,
        merchant=merchant,
        checkout=checkout,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    state: HistoryDeliveriesState | Unset = UNSET,
    receiver: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> DeliveriesShape | Problem | None:
    """Search callbacks to shops across checkouts

    Args:
        state (HistoryDeliveriesState | Unset):
        receiver (str | Unset):
        merchant (str | Unset):
        checkout (str | Unset):
        limit (int | Unset):  Default: 100.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeliveriesShape | Problem
    """

    return sync_detailed(
        client=client,
        state=state,
        receiver=receiver,
        merchant=merchant,
        checkout=checkout,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    state: HistoryDeliveriesState | Unset = UNSET,
    receiver: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[DeliveriesShape | Problem]:
    """Search callbacks to shops across checkouts

    Args:
        state (HistoryDeliveriesState | Unset):
        receiver (str | Unset):
        merchant (str | Unset):
        checkout (str | Unset):
        limit (int | Unset):  Default: 100.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeliveriesShape | Problem]
    """

    kwargs = _get_kwargs(
        state=state,
        receiver=receiver,
        merchant=merchant,
        checkout=checkout,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    state: HistoryDeliveriesState | Unset = UNSET,
    receiver: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> DeliveriesShape | Problem | None:
    """Search callbacks to shops across checkouts

    Args:
        state (HistoryDeliveriesState | Unset):
        receiver (str | Unset):
        merchant (str | Unset):
        checkout (str | Unset):
        limit (int | Unset):  Default: 100.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeliveriesShape | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            state=state,
            receiver=receiver,
            merchant=merchant,
            checkout=checkout,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
