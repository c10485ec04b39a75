from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.evidence_body import EvidenceBody
from ...models.evidence_summary_shape import EvidenceSummaryShape
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    checkout_id: str,
    *,
    body: EvidenceBody | Unset = UNSET,
    wait_for: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["wait_for"] = wait_for

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/history/checkouts/{checkout_id}/evidence/summary".format(
            checkout_id=quote(str(checkout_id), safe=""),
        ),
        "params": params,
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> EvidenceSummaryShape | Problem:
    if response.status_code == 200:
        response_200 = EvidenceSummaryShape.from_dict(response.json())

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

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

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
) -> Response[EvidenceSummaryShape | Problem]:
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
    body: EvidenceBody | Unset = UNSET,
    wait_for: str | Unset = UNSET,
) -> Response[EvidenceSummaryShape | Problem]:
    """What a pack of evidence would say and hold

    Args:
        checkout_id (str):
        wait_for (str | Unset):
        body (EvidenceBody | Unset): What the pack is for. An empty body makes one for any
            processor.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EvidenceSummaryShape | Problem]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        body=body,
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
    body: EvidenceBody | Unset = UNSET,
    wait_for: str | Unset = UNSET,
) -> EvidenceSummaryShape | Problem | None:
    """What a pack of evidence would say and hold

    Args:
        checkout_id (str):
        wait_for (str | Unset):
        body (EvidenceBody | Unset): What the pack is for. An empty body makes one for any
            processor.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EvidenceSummaryShape | Problem
    """

    return sync_detailed(
        checkout_id=checkout_id,
        client=client,
        body=body,
        wait_for=wait_for,
    ).parsed


async def asyncio_detailed(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: EvidenceBody | Unset = UNSET,
    wait_for: str | Unset = UNSET,
) -> Response[EvidenceSummaryShape | Problem]:
    """What a pack of evidence would say and hold

    Args:
        checkout_id (str):
        wait_for (str | Unset):
        body (EvidenceBody | Unset): What the pack is for. An empty body makes one for any
            processor.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EvidenceSummaryShape | Problem]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        body=body,
        wait_for=wait_for,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: EvidenceBody | Unset = UNSET,
    wait_for: str | Unset = UNSET,
) -> EvidenceSummaryShape | Problem | None:
    """What a pack of evidence would say and hold

    Args:
        checkout_id (str):
        wait_for (str | Unset):
        body (EvidenceBody | Unset): What the pack is for. An empty body makes one for any
            processor.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EvidenceSummaryShape | Problem
    """

    return (
        await asyncio_detailed(
            checkout_id=checkout_id,
            client=client,
            body=body,
            wait_for=wait_for,
        )
    ).parsed
