import datetime
from http import HTTPStatus
from typing import Any, cast

import httpx

from ...client import AuthenticatedClient, Client
from ...models.state_set_failure import StateSetFailure
from ...models.state_set_page import StateSetPage
from ...models.stateset_list_checkouts_status import StatesetListCheckoutsStatus
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    status: StatesetListCheckoutsStatus | Unset = UNSET,
    buyer_email: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status.value

    params["status"] = json_status

    params["buyer_email"] = buyer_email

    json_created_after: str | Unset = UNSET
    if not isinstance(created_after, Unset):
        json_created_after = created_after.isoformat()
    params["created_after"] = json_created_after

    json_created_before: str | Unset = UNSET
    if not isinstance(created_before, Unset):
        json_created_before = created_before.isoformat()
    params["created_before"] = json_created_before

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/checkouts",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | StateSetFailure | StateSetPage:
    if response.status_code == 200:
        response_200 = StateSetPage.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

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
) -> Response[Any | StateSetFailure | StateSetPage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    status: StatesetListCheckoutsStatus | Unset = UNSET,
    buyer_email: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> Response[Any | StateSetFailure | StateSetPage]:
    """List checkouts, the newest first

    Args:
        status (StatesetListCheckoutsStatus | Unset):
        buyer_email (str | Unset):
        created_after (datetime.datetime | Unset):
        created_before (datetime.datetime | Unset):
        limit (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | StateSetFailure | StateSetPage]
    """

    kwargs = _get_kwargs(
        status=status,
        buyer_email=buyer_email,
        created_after=created_after,
        created_before=created_before,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    status: StatesetListCheckoutsStatus | Unset = UNSET,
    buyer_email: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> Any | StateSetFailure | StateSetPage | None:
    """List checkouts, the newest first

    Args:
        status (StatesetListCheckoutsStatus | Unset):
        buyer_email (str | Unset):
        created_after (datetime.datetime | Unset):
        created_before (datetime.datetime | Unset):
        limit (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | StateSetFailure | StateSetPage
    """

    return sync_detailed(
        client=client,
        status=status,
        buyer_email=buyer_email,
        created_after=created_after,
        created_before=created_before,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    status: StatesetListCheckoutsStatus | Unset = UNSET,
    buyer_email: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> Response[Any | StateSetFailure | StateSetPage]:
    """List checkouts, the newest first

    Args:
        status (StatesetListCheckoutsStatus | Unset):
        buyer_email (str | Unset):
        created_after (datetime.datetime | Unset):
        created_before (datetime.datetime | Unset):
        limit (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | StateSetFailure | StateSetPage]
    """

    kwargs = _get_kwargs(
        status=status,
        buyer_email=buyer_email,
        created_after=created_after,
        created_before=created_before,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    status: StatesetListCheckoutsStatus | Unset = UNSET,
    buyer_email: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> Any | StateSetFailure | StateSetPage | None:
    """List checkouts, the newest first

    Args:
        status (StatesetListCheckoutsStatus | Unset):
        buyer_email (str | Unset):
        created_after (datetime.datetime | Unset):
        created_before (datetime.datetime | Unset):
        limit (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | StateSetFailure | StateSetPage
    """

    return (
        await asyncio_detailed(
            client=client,
            status=status,
            buyer_email=buyer_email,
            created_after=created_after,
            created_before=created_before,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
