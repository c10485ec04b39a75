import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.history_stream_status import HistoryStreamStatus
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    checkout: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    reference: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    ip: Any | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    status: HistoryStreamStatus | Unset = UNSET,
    q: str | Unset = UNSET,
    after: int | Unset = UNSET,
    last_event_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(last_event_id, Unset):
        headers["Last-Event-ID"] = last_event_id

    params: dict[str, Any] = {}

    params["checkout"] = checkout

    params["type"] = type_

    params["actor"] = actor

    params["merchant"] = merchant

    params["dialect"] = dialect

    params["operation"] = operation

    params["reference"] = reference

    params["request_id"] = request_id

    json_ip: Any | Unset
    if isinstance(ip, Unset):
        json_ip = UNSET
    else:
        json_ip = ip
    params["ip"] = json_ip

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

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status.value

    params["status"] = json_status

    params["q"] = q

    params["after"] = after

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/history/stream",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | str:
    if response.status_code == 200:
        response_200 = response.text
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
) -> Response[Problem | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    checkout: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    reference: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    ip: Any | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    status: HistoryStreamStatus | Unset = UNSET,
    q: str | Unset = UNSET,
    after: int | Unset = UNSET,
    last_event_id: str | Unset = UNSET,
) -> Response[Problem | str]:
    """New events as server-sent events

    Args:
        checkout (str | Unset):
        type_ (str | Unset):
        actor (str | Unset):
        merchant (str | Unset):
        dialect (str | Unset):
        operation (str | Unset):
        reference (str | Unset):
        request_id (str | Unset):
        ip (Any | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        min_total (int | Unset):
        max_total (int | Unset):
        status (HistoryStreamStatus | Unset):
        q (str | Unset):
        after (int | Unset):
        last_event_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        checkout=checkout,
        type_=type_,
        actor=actor,
        merchant=merchant,
        dialect=dialect,
        operation=operation,
        reference=reference,
        request_id=request_id,
        ip=ip,
        since=since,
        until=until,
        min_total=min_total,
        max_total=max_total,
        status=status,
        q=q,
        after=after,
        last_event_id=last_event_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    checkout: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    reference: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    ip: Any | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    status: HistoryStreamStatus | Unset = UNSET,
    q: str | Unset = UNSET,
    after: int | Unset = UNSET,
    last_event_id: str | Unset = UNSET,
) -> Problem | str | None:
    """New events as server-sent events

    Args:
        checkout (str | Unset):
        type_ (str | Unset):
        actor (str | Unset):
        merchant (str | Unset):
        dialect (str | Unset):
        operation (str | Unset):
        reference (str | Unset):
        request_id (str | Unset):
        ip (Any | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        min_total (int | Unset):
        max_total (int | Unset):
        status (HistoryStreamStatus | Unset):
        q (str | Unset):
        after (int | Unset):
        last_event_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        client=client,
        checkout=checkout,
        type_=type_,
        actor=actor,
        merchant=merchant,
        dialect=dialect,
        operation=operation,
        reference=reference,
        request_id=request_id,
        ip=ip,
        since=since,
        until=until,
        min_total=min_total,
        max_total=max_total,
        status=status,
        q=q,
        after=after,
        last_event_id=last_event_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    checkout: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    reference: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    ip: Any | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    status: HistoryStreamStatus | Unset = UNSET,
    q: str | Unset = UNSET,
    after: int | Unset = UNSET,
    last_event_id: str | Unset = UNSET,
) -> Response[Problem | str]:
    """New events as server-sent events

    Args:
        checkout (str | Unset):
        type_ (str | Unset):
        actor (str | Unset):
        merchant (str | Unset):
        dialect (str | Unset):
        operation (str | Unset):
        reference (str | Unset):
        request_id (str | Unset):
        ip (Any | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        min_total (int | Unset):
        max_total (int | Unset):
        status (HistoryStreamStatus | Unset):
        q (str | Unset):
        after (int | Unset):
        last_event_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        checkout=checkout,
        type_=type_,
        actor=actor,
        merchant=merchant,
        dialect=dialect,
        operation=operation,
        reference=reference,
        request_id=request_id,
        ip=ip,
        since=since,
        until=until,
        min_total=min_total,
        max_total=max_total,
        status=status,
        q=q,
        after=after,
        last_event_id=last_event_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    checkout: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    reference: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    ip: Any | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    min_total: int | Unset = UNSET,
    max_total: int | Unset = UNSET,
    status: HistoryStreamStatus | Unset = UNSET,
    q: str | Unset = UNSET,
    after: int | Unset = UNSET,
    last_event_id: str | Unset = UNSET,
) -> Problem | str | None:
    """New events as server-sent events

    Args:
        checkout (str | Unset):
        type_ (str | Unset):
        actor (str | Unset):
        merchant (str | Unset):
        dialect (str | Unset):
        operation (str | Unset):
        reference (str | Unset):
        request_id (str | Unset):
        ip (Any | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        min_total (int | Unset):
        max_total (int | Unset):
        status (HistoryStreamStatus | Unset):
        q (str | Unset):
        after (int | Unset):
        last_event_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            client=client,
            checkout=checkout,
            type_=type_,
            actor=actor,
            merchant=merchant,
            dialect=dialect,
            operation=operation,
            reference=reference,
            request_id=request_id,
            ip=ip,
            since=since,
            until=until,
            min_total=min_total,
            max_total=max_total,
            status=status,
            q=q,
            after=after,
            last_event_id=last_event_id,
        )
    ).parsed
