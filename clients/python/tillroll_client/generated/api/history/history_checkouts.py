import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.checkout_hits_shape import CheckoutHitsShape
from ...models.history_checkouts_parked import HistoryCheckoutsParked
from ...models.history_checkouts_refused import HistoryCheckoutsRefused
from ...models.history_checkouts_status import HistoryCheckoutsStatus
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    status: HistoryCheckoutsStatus | Unset = UNSET,
    actor: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    q: str | Unset = UNSET,
    refused: HistoryCheckoutsRefused | Unset = UNSET,
    parked: HistoryCheckoutsParked | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["merchant"] = merchant

    params["dialect"] = dialect

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status.value

    params["status"] = json_status

    params["actor"] = actor

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

    params["min_total"] = min_total

    params["max_total"] = max_total

    params["currency"] = currency

    params["q"] = q

    json_refused: str | Unset = UNSET
    if not isinstance(refused, Unset):
        json_refused = refused.value

    params["refused"] = json_refused

    json_parked: str | Unset = UNSET
    if not isinstance(parked, Unset):
        json_parked = parked.value

    params["parked"] = json_parked

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/history/checkouts",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CheckoutHitsShape | Problem:
    if response.status_code == 200:
        response_200 = CheckoutHitsShape.from_dict(response.json())

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

    if response.status_code == 406:
        response_406 = Problem.from_dict(response.json())

        return response_406

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CheckoutHitsShape | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    status: HistoryCheckoutsStatus | Unset = UNSET,
    actor: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    q: str | Unset = UNSET,
    refused: HistoryCheckoutsRefused | Unset = UNSET,
    parked: HistoryCheckoutsParked | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> Response[CheckoutHitsShape | Problem]:
    """Search checkouts

    Args:
        merchant (str | Unset):
        dialect (str | Unset):
        status (HistoryCheckoutsStatus | Unset):
        actor (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        min_total (int | Unset):
        max_total (int | Unset):
        currency (str | Unset):
        q (str | Unset):
        refused (HistoryCheckoutsRefused | Unset):
        parked (HistoryCheckoutsParked | Unset):
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CheckoutHitsShape | Problem]
    """

    kwargs = _get_kwargs(
        merchant=merchant,
        dialect=dialect,
        status=status,
        actor=actor,
        since=since,
        until=until,
        min_total=min_total,
        max_total=max_total,
        currency=currency,
        q=q,
        refused=refused,
        parked=parked,
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
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    status: HistoryCheckoutsStatus | Unset = UNSET,
    actor: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    q: str | Unset = UNSET,
    refused: HistoryCheckoutsRefused | Unset = UNSET,
    parked: HistoryCheckoutsParked | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> CheckoutHitsShape | Problem | None:
    """Search checkouts

    Args:
        merchant (str | Unset):
        dialect (str | Unset):
        status (HistoryCheckoutsStatus | Unset):
        actor (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        min_total (int | Unset):
        max_total (int | Unset):
        currency (str | Unset):
        q (str | Unset):
        refused (HistoryCheckoutsRefused | Unset):
        parked (HistoryCheckoutsParked | Unset):
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CheckoutHitsShape | Problem
    """

    return sync_detailed(
        client=client,
        merchant=merchant,
        dialect=dialect,
        status=status,
        actor=actor,
        since=since,
        until=until,
        min_total=min_total,
        max_total=max_total,
        currency=currency,
        q=q,
        refused=refused,
        parked=parked,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    status: HistoryCheckoutsStatus | Unset = UNSET,
    actor: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    q: str | Unset = UNSET,
    refused: HistoryCheckoutsRefused | Unset = UNSET,
    parked: HistoryCheckoutsParked | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> Response[CheckoutHitsShape | Problem]:
    """Search checkouts

    Args:
        merchant (str | Unset):
        dialect (str | Unset):
        status (HistoryCheckoutsStatus | Unset):
        actor (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        min_total (int | Unset):
        max_total (int | Unset):
        currency (str | Unset):
        q (str | Unset):
        refused (HistoryCheckoutsRefused | Unset):
        parked (HistoryCheckoutsParked | Unset):
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CheckoutHitsShape | Problem]
    """

    kwargs = _get_kwargs(
        merchant=merchant,
        dialect=dialect,
        status=status,
        actor=actor,
        since=since,
        until=until,
        min_total=min_total,
        max_total=max_total,
        currency=currency,
        q=q,
        refused=refused,
        parked=parked,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    status: HistoryCheckoutsStatus | Unset = UNSET,
    actor: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    q: str | Unset = UNSET,
    refused: HistoryCheckoutsRefused | Unset = UNSET,
    parked: HistoryCheckoutsParked | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> CheckoutHitsShape | Problem | None:
    """Search checkouts

    Args:
        merchant (str | Unset):
        dialect (str | Unset):
        status (HistoryCheckoutsStatus | Unset):
        actor (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        min_total (int | Unset):
        max_total (int | Unset):
        currency (str | Unset):
        q (str | Unset):
        refused (HistoryCheckoutsRefused | Unset):
        parked (HistoryCheckoutsParked | Unset):
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CheckoutHitsShape | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            merchant=merchant,
            dialect=dialect,
            status=status,
            actor=actor,
            since=since,
            until=until,
            min_total=min_total,
            max_total=max_total,
            currency=currency,
            q=q,
            refused=refused,
            parked=parked,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
