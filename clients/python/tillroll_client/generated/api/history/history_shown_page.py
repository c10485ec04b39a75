import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.shown_shape import ShownShape
from ...types import UNSET, Response, Unset


def _get_kwargs(
    checkout_id: str,
    *,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    wait_for: str | Unset = UNSET,
) -> dict[str, Any]:

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
        "url": "/history/checkouts/{checkout_id}/shown".format(
            checkout_id=quote(str(checkout_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | ShownShape:
    if response.status_code == 200:
        response_200 = ShownShape.from_dict(response.json())

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
) -> Response[Problem | ShownShape]:
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
) -> Response[Problem | ShownShape]:
    """What the customer's page showed

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        wait_for (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | ShownShape]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        version=version,
        at=at,
        wait_for=wait_for,
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
) -> Problem | ShownShape | None:
    """What the customer's page showed

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        wait_for (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | ShownShape
    """

    return sync_detailed(
        checkout_id=checkout_id,
        client=client,
        version=version,
        at=at,
        wait_for=wait_for,
    ).parsed


async def asyncio_detailed(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    wait_for: str | Unset = UNSET,
) -> Response[Problem | ShownShape]:
    """What the customer's page showed

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        wait_for (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | ShownShape]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        version=version,
        at=at,
        wait_for=wait_for,
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
) -> Problem | ShownShape | None:
    """What the customer's page showed

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        wait_for (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | ShownShape
    """

    return (
        await asyncio_detailed(
            checkout_id=checkout_id,
            client=client,
            version=version,
            at=at,
            wait_for=wait_for,
        )
    ).parsed
