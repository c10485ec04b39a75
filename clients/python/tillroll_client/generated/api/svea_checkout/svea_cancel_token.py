from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.svea_failure import SveaFailure
from ...models.svea_recurring_token import SveaRecurringToken
from ...models.svea_token_change import SveaTokenChange
from ...types import Response


def _get_kwargs(
    token: str,
    *,
    body: SveaTokenChange,
    timestamp: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Timestamp"] = timestamp

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/api/tokens/{token}".format(
            token=quote(str(token), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SveaFailure | SveaRecurringToken:
    if response.status_code == 200:
        response_200 = SveaRecurringToken.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = SveaFailure.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = SveaFailure.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = SveaFailure.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = SveaFailure.from_dict(response.json())

        return response_404

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
    body: SveaTokenChange,
    timestamp: str,
) -> Response[SveaFailure | SveaRecurringToken]:
    """Cancel a recurring token

     Cancel the token and render it.

    Args:
        token (str):
        timestamp (str):
        body (SveaTokenChange):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaRecurringToken]
    """

    kwargs = _get_kwargs(
        token=token,
        body=body,
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
    body: SveaTokenChange,
    timestamp: str,
) -> SveaFailure | SveaRecurringToken | None:
    """Cancel a recurring token

     Cancel the token and render it.

    Args:
        token (str):
        timestamp (str):
        body (SveaTokenChange):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | SveaRecurringToken
    """

    return sync_detailed(
        token=token,
        client=client,
        body=body,
        timestamp=timestamp,
    ).parsed


async def asyncio_detailed(
    token: str,
    *,
    client: AuthenticatedClient,
    body: SveaTokenChange,
    timestamp: str,
) -> Response[SveaFailure | SveaRecurringToken]:
    """Cancel a recurring token

     Cancel the token and render it.

    Args:
        token (str):
        timestamp (str):
        body (SveaTokenChange):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | SveaRecurringToken]
    """

    kwargs = _get_kwargs(
        token=token,
        body=body,
        timestamp=timestamp,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    token: str,
    *,
    client: AuthenticatedClient,
    body: SveaTokenChange,
    timestamp: str,
) -> SveaFailure | SveaRecurringToken | None:
    """Cancel a recurring token

     Cancel the token and render it.

    Args:
        token (str):
        timestamp (str):
        body (SveaTokenChange):

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
            body=body,
            timestamp=timestamp,
        )
    ).parsed
