from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.walley_changed_answer import WalleyChangedAnswer
from ...models.walley_failure import WalleyFailure
from ...models.walley_fees import WalleyFees
from ...types import UNSET, Response, Unset


def _get_kwargs(
    store_id: str,
    checkout_id: str,
    *,
    body: WalleyFees,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/merchants/{store_id}/checkouts/{checkout_id}/fees".format(
            store_id=quote(str(store_id), safe=""),
            checkout_id=quote(str(checkout_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> WalleyChangedAnswer | WalleyFailure:
    if response.status_code == 200:
        response_200 = WalleyChangedAnswer.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = WalleyFailure.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = WalleyFailure.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = WalleyFailure.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = WalleyFailure.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = WalleyFailure.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = WalleyFailure.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = WalleyFailure.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = WalleyFailure.from_dict(response.json())

        return response_415

    if response.status_code == 423:
        response_423 = WalleyFailure.from_dict(response.json())

        return response_423

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
) -> Response[WalleyChangedAnswer | WalleyFailure]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    store_id: str,
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: WalleyFees,
    if_match: str | Unset = UNSET,
) -> Response[WalleyChangedAnswer | WalleyFailure]:
    """Replace the fees

     A fee that is absent or null is removed.

    Args:
        store_id (str):
        checkout_id (str):
        if_match (str | Unset):
        body (WalleyFees): The fees of a checkout by kind. One that is absent is removed.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WalleyChangedAnswer | WalleyFailure]
    """

    kwargs = _get_kwargs(
        store_id=store_id,
        checkout_id=checkout_id,
        body=body,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    store_id: str,
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: WalleyFees,
    if_match: str | Unset = UNSET,
) -> WalleyChangedAnswer | WalleyFailure | None:
    """Replace the fees

     A fee that is absent or null is removed.

    Args:
        store_id (str):
        checkout_id (str):
        if_match (str | Unset):
        body (WalleyFees): The fees of a checkout by kind. One that is absent is removed.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WalleyChangedAnswer | WalleyFailure
    """

    return sync_detailed(
        store_id=store_id,
        checkout_id=checkout_id,
        client=client,
        body=body,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    store_id: str,
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: WalleyFees,
    if_match: str | Unset = UNSET,
) -> Response[WalleyChangedAnswer | WalleyFailure]:
    """Replace the fees

     A fee that is absent or null is removed.

    Args:
        store_id (str):
        checkout_id (str):
        if_match (str | Unset):
        body (WalleyFees): The fees of a checkout by kind. One that is absent is removed.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WalleyChangedAnswer | WalleyFailure]
    """

    kwargs = _get_kwargs(
        store_id=store_id,
        checkout_id=checkout_id,
        body=body,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    store_id: str,
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: WalleyFees,
    if_match: str | Unset = UNSET,
) -> WalleyChangedAnswer | WalleyFailure | None:
    """Replace the fees

     A fee that is absent or null is removed.

    Args:
        store_id (str):
        checkout_id (str):
        if_match (str | Unset):
        body (WalleyFees): The fees of a checkout by kind. One that is absent is removed.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WalleyChangedAnswer | WalleyFailure
    """

    return (
        await asyncio_detailed(
            store_id=store_id,
            checkout_id=checkout_id,
            client=client,
            body=body,
            if_match=if_match,
        )
    ).parsed
