import datetime
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.state_shape import StateShape
from ...types import UNSET, Response, Unset


def _get_kwargs(
    checkout_id: str,
    *,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    wait_for: str | Unset = UNSET,
    accept_datetime: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(accept_datetime, Unset):
        headers["Accept-Datetime"] = accept_datetime

    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["version"] = version

    json_at: str | Unset = UNSET
    if not isinstance(at, Unset):
        json_at = at.isoformat()
    params["at"] = json_at

    params["wait_for"] = wait_for

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/history/checkouts/{checkout_id}".format(
            checkout_id=quote(str(checkout_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | StateShape:
    if response.status_code == 200:
        response_200 = StateShape.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Problem | StateShape]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    wait_for: str | Unset = UNSET,
    accept_datetime: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | StateShape]:
    """The current or a past state

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        wait_for (str | Unset):
        accept_datetime (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | StateShape]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        version=version,
        at=at,
        wait_for=wait_for,
        accept_datetime=accept_datetime,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    wait_for: str | Unset = UNSET,
    accept_datetime: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | StateShape | None:
    """The current or a past state

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        wait_for (str | Unset):
        accept_datetime (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | StateShape
    """

    return sync_detailed(
        checkout_id=checkout_id,
        client=client,
        version=version,
        at=at,
        wait_for=wait_for,
        accept_datetime=accept_datetime,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    wait_for: str | Unset = UNSET,
    accept_datetime: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | StateShape]:
    """The current or a past state

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        wait_for (str | Unset):
        accept_datetime (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | StateShape]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        version=version,
        at=at,
        wait_for=wait_for,
        accept_datetime=accept_datetime,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    wait_for: str | Unset = UNSET,
    accept_datetime: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | StateShape | None:
    """The current or a past state

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        wait_for (str | Unset):
        accept_datetime (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | StateShape
    """

    return (
        await asyncio_detailed(
            checkout_id=checkout_id,
            client=client,
            version=version,
            at=at,
            wait_for=wait_for,
            accept_datetime=accept_datetime,
            if_none_match=if_none_match,
        )
    ).parsed
