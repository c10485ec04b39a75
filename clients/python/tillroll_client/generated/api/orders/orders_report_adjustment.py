from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.adjustment_body import AdjustmentBody
from ...models.order_shown import OrderShown
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    checkout_id: str,
    *,
    body: AdjustmentBody,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/purchases/{checkout_id}/adjustments".format(
            checkout_id=quote(str(checkout_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OrderShown | Problem:
    if response.status_code == 200:
        response_200 = OrderShown.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[OrderShown | Problem]:
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
    body: AdjustmentBody,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[OrderShown | Problem]:
    """Report a refund, a return or another adjustment

    Args:
        checkout_id (str):
        if_match (str | Unset):
        idempotency_key (str | Unset):
        body (AdjustmentBody): A refund, a return or another change of the order.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OrderShown | Problem]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        body=body,
        if_match=if_match,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: AdjustmentBody,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> OrderShown | Problem | None:
    """Report a refund, a return or another adjustment

    Args:
        checkout_id (str):
        if_match (str | Unset):
        idempotency_key (str | Unset):
        body (AdjustmentBody): A refund, a return or another change of the order.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OrderShown | Problem
    """

    return sync_detailed(
        checkout_id=checkout_id,
        client=client,
        body=body,
        if_match=if_match,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: AdjustmentBody,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[OrderShown | Problem]:
    """Report a refund, a return or another adjustment

    Args:
        checkout_id (str):
        if_match (str | Unset):
        idempotency_key (str | Unset):
        body (AdjustmentBody): A refund, a return or another change of the order.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OrderShown | Problem]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        body=body,
        if_match=if_match,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: AdjustmentBody,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> OrderShown | Problem | None:
    """Report a refund, a return or another adjustment

    Args:
        checkout_id (str):
        if_match (str | Unset):
        idempotency_key (str | Unset):
        body (AdjustmentBody): A refund, a return or another change of the order.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OrderShown | Problem
    """

    return (
        await asyncio_detailed(
            checkout_id=checkout_id,
            client=client,
            body=body,
            if_match=if_match,
            idempotency_key=idempotency_key,
        )
    ).parsed
