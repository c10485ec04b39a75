from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.walley_checkout_creation import WalleyCheckoutCreation
from ...models.walley_created_answer import WalleyCreatedAnswer
from ...models.walley_failure import WalleyFailure
from ...types import Response


def _get_kwargs(
    *,
    body: WalleyCheckoutCreation,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/checkout",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> WalleyCreatedAnswer | WalleyFailure:
    if response.status_code == 201:
        response_201 = WalleyCreatedAnswer.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = WalleyFailure.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = WalleyFailure.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = WalleyFailure.from_dict(response.json())

        return response_403

    if response.status_code == 413:
        response_413 = WalleyFailure.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = WalleyFailure.from_dict(response.json())

        return response_415

    if response.status_code == 429:
        response_429 = WalleyFailure.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = WalleyFailure.from_dict(response.json())

        return response_503

    response_default = WalleyFailure.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[WalleyCreatedAnswer | WalleyFailure]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: WalleyCheckoutCreation,
) -> Response[WalleyCreatedAnswer | WalleyFailure]:
    """Open a checkout (SharedKey generation)

     Open a checkout ("initialize checkout").

    Args:
        body (WalleyCheckoutCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WalleyCreatedAnswer | WalleyFailure]
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
    client: AuthenticatedClient,
    body: WalleyCheckoutCreation,
) -> WalleyCreatedAnswer | WalleyFailure | None:
    """Open a checkout (SharedKey generation)

     Open a checkout ("initialize checkout").

    Args:
        body (WalleyCheckoutCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WalleyCreatedAnswer | WalleyFailure
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: WalleyCheckoutCreation,
) -> Response[WalleyCreatedAnswer | WalleyFailure]:
    """Open a checkout (SharedKey generation)

     Open a checkout ("initialize checkout").

    Args:
        body (WalleyCheckoutCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WalleyCreatedAnswer | WalleyFailure]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: WalleyCheckoutCreation,
) -> WalleyCreatedAnswer | WalleyFailure | None:
    """Open a checkout (SharedKey generation)

     Open a checkout ("initialize checkout").

    Args:
        body (WalleyCheckoutCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WalleyCreatedAnswer | WalleyFailure
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
