import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.blame_shape import BlameShape
from ...models.field_history_shape import FieldHistoryShape
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    checkout_id: str,
    *,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    field: str | Unset = UNSET,
    before: int | Unset = UNSET,
    limit: int | Unset = 200,
    wait_for: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["version"] = version

    json_at: str | Unset = UNSET
    if not isinstance(at, Unset):
        json_at = at.isoformat()
    params["at"] = json_at

    params["field"] = field

    params["before"] = before

    params["limit"] = limit

    params["wait_for"] = wait_for

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/history/checkouts/{checkout_id}/blame".format(
            checkout_id=quote(str(checkout_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BlameShape | FieldHistoryShape | Problem:
    if response.status_code == 200:

        def _parse_response_200(data: object) -> BlameShape | FieldHistoryShape:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = BlameShape.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_200_type_1 = FieldHistoryShape.from_dict(data)

            return response_200_type_1

        response_200 = _parse_response_200(response.json())

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

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[BlameShape | FieldHistoryShape | Problem]:
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
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    field: str | Unset = UNSET,
    before: int | Unset = UNSET,
    limit: int | Unset = 200,
    wait_for: str | Unset = UNSET,
) -> Response[BlameShape | FieldHistoryShape | Problem]:
    """The event that set each field

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        field (str | Unset):
        before (int | Unset):
        limit (int | Unset):  Default: 200.
        wait_for (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BlameShape | FieldHistoryShape | Problem]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        version=version,
        at=at,
        field=field,
        before=before,
        limit=limit,
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
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    field: str | Unset = UNSET,
    before: int | Unset = UNSET,
    limit: int | Unset = 200,
    wait_for: str | Unset = UNSET,
) -> BlameShape | FieldHistoryShape | Problem | None:
    """The event that set each field

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        field (str | Unset):
        before (int | Unset):
        limit (int | Unset):  Default: 200.
        wait_for (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BlameShape | FieldHistoryShape | Problem
    """

    return sync_detailed(
        checkout_id=checkout_id,
        client=client,
        version=version,
        at=at,
        field=field,
        before=before,
        limit=limit,
        wait_for=wait_for,
    ).parsed


async def asyncio_detailed(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    field: str | Unset = UNSET,
    before: int | Unset = UNSET,
    limit: int | Unset = 200,
    wait_for: str | Unset = UNSET,
) -> Response[BlameShape | FieldHistoryShape | Problem]:
    """The event that set each field

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        field (str | Unset):
        before (int | Unset):
        limit (int | Unset):  Default: 200.
        wait_for (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BlameShape | FieldHistoryShape | Problem]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        version=version,
        at=at,
        field=field,
        before=before,
        limit=limit,
        wait_for=wait_for,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    field: str | Unset = UNSET,
    before: int | Unset = UNSET,
    limit: int | Unset = 200,
    wait_for: str | Unset = UNSET,
) -> BlameShape | FieldHistoryShape | Problem | None:
    """The event that set each field

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        field (str | Unset):
        before (int | Unset):
        limit (int | Unset):  Default: 200.
        wait_for (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BlameShape | FieldHistoryShape | Problem
    """

    return (
        await asyncio_detailed(
            checkout_id=checkout_id,
            client=client,
            version=version,
            at=at,
            field=field,
            before=before,
            limit=limit,
            wait_for=wait_for,
        )
    ).parsed
