import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.refusals_shape import RefusalsShape
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    reason: str | Unset = UNSET,
    command: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["reason"] = reason

    params["command"] = command

    params["dialect"] = dialect

    params["operation"] = operation

    params["merchant"] = merchant

    params["actor"] = actor

    params["request_id"] = request_id

    params["checkout"] = checkout

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/history/refusals",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RefusalsShape:
    if response.status_code == 200:
        response_200 = RefusalsShape.from_dict(response.json())

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
) -> Response[Problem | RefusalsShape]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    reason: str | Unset = UNSET,
    command: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[Problem | RefusalsShape]:
    """Search refused commands across checkouts

    Args:
        reason (str | Unset):
        command (str | Unset):
        dialect (str | Unset):
        operation (str | Unset):
        merchant (str | Unset):
        actor (str | Unset):
        request_id (str | Unset):
        checkout (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RefusalsShape]
    """

    kwargs = _get_kwargs(
        reason=reason,
        command=command,
        dialect=dialect,
        operation=operation,
        merchant=merchant,
        actor=actor,
        request_id=request_id,
        checkout=checkout,
        since=since,
        until=until,
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
    reason: str | Unset = UNSET,
    command: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Problem | RefusalsShape | None:
    """Search refused commands across checkouts

    Args:
        reason (str | Unset):
        command (str | Unset):
        dialect (str | Unset):
        operation (str | Unset):
        merchant (str | Unset):
        actor (str | Unset):
        request_id (str | Unset):
        checkout (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RefusalsShape
    """

    return sync_detailed(
        client=client,
        reason=reason,
        command=command,
        dialect=dialect,
        operation=operation,
        merchant=merchant,
        actor=actor,
        request_id=request_id,
        checkout=checkout,
        since=since,
        until=until,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    reason: str | Unset = UNSET,
    command: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[Problem | RefusalsShape]:
    """Search refused commands across checkouts

    Args:
        reason (str | Unset):
        command (str | Unset):
        dialect (str | Unset):
        operation (str | Unset):
        merchant (str | Unset):
        actor (str | Unset):
        request_id (str | Unset):
        checkout (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RefusalsShape]
    """

    kwargs = _get_kwargs(
        reason=reason,
        command=command,
        dialect=dialect,
        operation=operation,
        merchant=merchant,
        actor=actor,
        request_id=request_id,
        checkout=checkout,
        since=since,
        until=until,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    reason: str | Unset = UNSET,
    command: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    checkout: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Problem | RefusalsShape | None:
    """Search refused commands across checkouts

    Args:
        reason (str | Unset):
        command (str | Unset):
        dialect (str | Unset):
        operation (str | Unset):
        merchant (str | Unset):
        actor (str | Unset):
        request_id (str | Unset):
        checkout (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RefusalsShape
    """

    return (
        await asyncio_detailed(
            client=client,
            reason=reason,
            command=command,
            dialect=dialect,
            operation=operation,
            merchant=merchant,
            actor=actor,
            request_id=request_id,
            checkout=checkout,
            since=since,
            until=until,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
