from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.purchase_shown import PurchaseShown
from ...models.report_shown import ReportShown
from ...models.succeeded_body import SucceededBody
from ...types import UNSET, Response, Unset


def _get_kwargs(
    checkout_id: str,
    *,
    body: SucceededBody,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/payments/{checkout_id}/succeeded".format(
            checkout_id=quote(str(checkout_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | PurchaseShown | ReportShown:
    if response.status_code == 200:
        response_200 = PurchaseShown.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = ReportShown.from_dict(response.json())

        return response_202

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

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
) -> Response[Problem | PurchaseShown | ReportShown]:
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
    body: SucceededBody,
    if_match: str | Unset = UNSET,
) -> Response[Problem | PurchaseShown | ReportShown]:
    """Report that the payment succeeded

    Args:
        checkout_id (str):
        if_match (str | Unset):
        body (SucceededBody): The report of a payment that succeeded.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PurchaseShown | ReportShown]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        body=body,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: SucceededBody,
    if_match: str | Unset = UNSET,
) -> Problem | PurchaseShown | ReportShown | None:
    """Report that the payment succeeded

    Args:
        checkout_id (str):
        if_match (str | Unset):
        body (SucceededBody): The report of a payment that succeeded.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PurchaseShown | ReportShown
    """

    return sync_detailed(
        checkout_id=checkout_id,
        client=client,
        body=body,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: SucceededBody,
    if_match: str | Unset = UNSET,
) -> Response[Problem | PurchaseShown | ReportShown]:
    """Report that the payment succeeded

    Args:
        checkout_id (str):
        if_match (str | Unset):
        body (SucceededBody): The report of a payment that succeeded.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PurchaseShown | ReportShown]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        body=body,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: SucceededBody,
    if_match: str | Unset = UNSET,
) -> Problem | PurchaseShown | ReportShown | None:
    """Report that the payment succeeded

    Args:
        checkout_id (str):
        if_match (str | Unset):
        body (SucceededBody): The report of a payment that succeeded.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PurchaseShown | ReportShown
    """

    return (
        await asyncio_detailed(
            checkout_id=checkout_id,
            client=client,
            body=body,
            if_match=if_match,
        )
    ).parsed
