from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.walley_token import WalleyToken
from ...models.walley_token_error import WalleyTokenError
from ...models.walley_token_request import WalleyTokenRequest
from ...types import UNSET, Response


def _get_kwargs(
    *,
    body: WalleyTokenRequest | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/oauth2/v2.0/token",
    }

    if isinstance(body, WalleyTokenRequest):
        _kwargs["data"] = body.to_dict()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if isinstance(body, WalleyTokenRequest):
        _kwargs["files"] = body.to_multipart()

        headers["Content-Type"] = "multipart/form-data; boundary=+++"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> WalleyToken | WalleyTokenError:
    if response.status_code == 200:
        response_200 = WalleyToken.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = WalleyTokenError.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = WalleyTokenError.from_dict(response.json())

        return response_401

    if response.status_code == 429:
        response_429 = WalleyTokenError.from_dict(response.json())

        return response_429

    response_default = WalleyTokenError.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[WalleyToken | WalleyTokenError]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: WalleyTokenRequest | Unset = UNSET,
) -> Response[WalleyToken | WalleyTokenError]:
    """Get a bearer token

     Failures have the shape of RFC 6749.

    Args:
        body (WalleyTokenRequest):
        body (WalleyTokenRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WalleyToken | WalleyTokenError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: WalleyTokenRequest | Unset = UNSET,
) -> WalleyToken | WalleyTokenError | None:
    """Get a bearer token

     Failures have the shape of RFC 6749.

    Args:
        body (WalleyTokenRequest):
        body (WalleyTokenRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WalleyToken | WalleyTokenError
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: WalleyTokenRequest | Unset = UNSET,
) -> Response[WalleyToken | WalleyTokenError]:
    """Get a bearer token

     Failures have the shape of RFC 6749.

    Args:
        body (WalleyTokenRequest):
        body (WalleyTokenRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WalleyToken | WalleyTokenError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: WalleyTokenRequest | Unset = UNSET,
) -> WalleyToken | WalleyTokenError | None:
    """Get a bearer token

     Failures have the shape of RFC 6749.

    Args:
        body (WalleyTokenRequest):
        body (WalleyTokenRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WalleyToken | WalleyTokenError
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
