from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.state_set_checkout import StateSetCheckout
from ...models.state_set_checkout_creation import StateSetCheckoutCreation
from ...models.state_set_failure import StateSetFailure
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: StateSetCheckoutCreation,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/checkouts",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> StateSetCheckout | StateSetFailure:
    if response.status_code == 201:
        response_201 = StateSetCheckout.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = StateSetFailure.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = StateSetFailure.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = StateSetFailure.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = StateSetFailure.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = StateSetFailure.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = StateSetFailure.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = StateSetFailure.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = StateSetFailure.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = StateSetFailure.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = StateSetFailure.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = StateSetFailure.from_dict(response.json())

        return response_503

    response_default = StateSetFailure.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[StateSetCheckout | StateSetFailure]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: StateSetCheckoutCreation,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[StateSetCheckout | StateSetFailure]:
    """Create a checkout

    Args:
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (StateSetCheckoutCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[StateSetCheckout | StateSetFailure]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: StateSetCheckoutCreation,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> StateSetCheckout | StateSetFailure | None:
    """Create a checkout

    Args:
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (StateSetCheckoutCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        StateSetCheckout | StateSetFailure
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: StateSetCheckoutCreation,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[StateSetCheckout | StateSetFailure]:
    """Create a checkout

    Args:
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (StateSetCheckoutCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[StateSetCheckout | StateSetFailure]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: StateSetCheckoutCreation,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> StateSetCheckout | StateSetFailure | None:
    """Create a checkout

    Args:
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (StateSetCheckoutCreation):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        StateSetCheckout | StateSetFailure
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed
