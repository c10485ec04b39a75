from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.svea_failure import SveaFailure
from ...models.svea_recurring_token import SveaRecurringToken
from ...types import Response


def _get_kwargs(
    token: str,
    *,
    timestamp: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Timestamp"] = timestamp

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/tokens/{token}".format(
            token=quote(str(token), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SveaFailure | SveaRecurringToken:
    if response.status_code == 200:
        response_200 = SveaRecurringToken.from_dict(response.json())

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
) -> Response[SveaFailure | SveaRecurringToken]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    token: str,
    *,
    client: AuthenticatedClient,
    timestamp: str,
) -> Response[SveaFailure | SveaRecurringToken]:
    """Get a recurring token

     Render the recurring token that the path names.

    Args:
        token (str):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaRecurringToken]
    """

    kwargs = _get_kwargs(
        token=token,
        timestamp=timestamp,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    token: str,
    *,
    client: AuthenticatedClient,
    timestamp: str,
) -> SveaFailure | SveaRecurringToken | None:
    """Get a recurring token

     Render the recurring token that the path names.

    Args:
        token (str):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaRecurringToken
    """

    return sync_detailed(
        token=token,
        client=client,
        timestamp=timestamp,
    ).parsed


async def asyncio_detailed(
    token: str,
    *,
    client: AuthenticatedClient,
    timestamp: str,
) -> Response[SveaFailure | SveaRecurringToken]:
    """Get a recurring token

     Render the recurring token that the path names.

    Args:
        token (str):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaRecurringToken]
    """

    kwargs = _get_kwargs(
        token=token,
        timestamp=timestamp,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    token: str,
    *,
    client: AuthenticatedClient,
    timestamp: str,
) -> SveaFailure | SveaRecurringToken | None:
    """Get a recurring token

     Render the recurring token that the path names.

    Args:
        token (str):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaRecurringToken
    """

    return (
        await asyncio_detailed(
            token=token,
            client=client,
            timestamp=timestamp,
        )
    ).parsed
