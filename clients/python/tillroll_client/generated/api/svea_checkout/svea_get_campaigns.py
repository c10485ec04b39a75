from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.svea_campaign import SveaCampaign
from ...models.svea_failure import SveaFailure
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    is_company: bool,
    amount: float | Unset = UNSET,
    timestamp: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Timestamp"] = timestamp

    params: dict[str, Any] = {}

    params["isCompany"] = is_company

    params["amount"] = amount

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/util/GetAvailablePartPaymentCampaigns",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SveaFailure | list[SveaCampaign]:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = SveaCampaign.from_dict(response_200_item_data)

            response_200.append(response_200_item)

        return response_200

    if response.status_code == 400:
        response_400 = SveaFailure.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = SveaFailure.from_dict(response.json())

        return response_401

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
) -> Response[SveaFailure | list[SveaCampaign]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    is_company: bool,
    amount: float | Unset = UNSET,
    timestamp: str,
) -> Response[SveaFailure | list[SveaCampaign]]:
    """Get part-payment campaigns

     Render the merchant's part-payment campaigns that match the query.

    Args:
        is_company (bool):
        amount (float | Unset):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | list[SveaCampaign]]
    """

    kwargs = _get_kwargs(
        is_company=is_company,
        amount=amount,
        timestamp=timestamp,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    is_company: bool,
    amount: float | Unset = UNSET,
    timestamp: str,
) -> SveaFailure | list[SveaCampaign] | None:
    """Get part-payment campaigns

     Render the merchant's part-payment campaigns that match the query.

    Args:
        is_company (bool):
        amount (float | Unset):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | list[SveaCampaign]
    """

    return sync_detailed(
        client=client,
        is_company=is_company,
        amount=amount,
        timestamp=timestamp,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    is_company: bool,
    amount: float | Unset = UNSET,
    timestamp: str,
) -> Response[SveaFailure | list[SveaCampaign]]:
    """Get part-payment campaigns

     Render the merchant's part-payment campaigns that match the query.

    Args:
        is_company (bool):
        amount (float | Unset):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SveaFailure | list[SveaCampaign]]
    """

    kwargs = _get_kwargs(
        is_company=is_company,
        amount=amount,
        timestamp=timestamp,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    is_company: bool,
    amount: float | Unset = UNSET,
    timestamp: str,
) -> SveaFailure | list[SveaCampaign] | None:
    """Get part-payment campaigns

     Render the merchant's part-payment campaigns that match the query.

    Args:
        is_company (bool):
        amount (float | Unset):
        timestamp (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SveaFailure | list[SveaCampaign]
    """

    return (
        await asyncio_detailed(
            client=client,
            is_company=is_company,
            amount=amount,
            timestamp=timestamp,
        )
    ).parsed
