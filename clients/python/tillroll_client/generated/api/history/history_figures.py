from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.figures_shape import FiguresShape
from ...models.history_figures_by import HistoryFiguresBy
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    by: HistoryFiguresBy | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["from"] = from_

    params["to"] = to

    json_by: str | Unset = UNSET
    if not isinstance(by, Unset):
        json_by = by.value

    params["by"] = json_by

    params["merchant"] = merchant

    params["dialect"] = dialect

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/history/figures",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> FiguresShape | Problem:
    if response.status_code == 200:
        response_200 = FiguresShape.from_dict(response.json())

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

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[FiguresShape | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    by: HistoryFiguresBy | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
) -> Response[FiguresShape | Problem]:
    """Counts by hour or day

    Args:
        from_ (str | Unset):
        to (str | Unset):
        by (HistoryFiguresBy | Unset):
        merchant (str | Unset):
        dialect (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FiguresShape | Problem]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        by=by,
        merchant=merchant,
        dialect=dialect,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    by: HistoryFiguresBy | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
) -> FiguresShape | Problem | None:
    """Counts by hour or day

    Args:
        from_ (str | Unset):
        to (str | Unset):
        by (HistoryFiguresBy | Unset):
        merchant (str | Unset):
        dialect (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FiguresShape | Problem
    """

    return sync_detailed(
        client=client,
        from_=from_,
        to=to,
        by=by,
        merchant=merchant,
        dialect=dialect,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    by: HistoryFiguresBy | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
) -> Response[FiguresShape | Problem]:
    """Counts by hour or day

    Args:
        from_ (str | Unset):
        to (str | Unset):
        by (HistoryFiguresBy | Unset):
        merchant (str | Unset):
        dialect (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FiguresShape | Problem]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        by=by,
        merchant=merchant,
        dialect=dialect,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    by: HistoryFiguresBy | Unset = UNSET,
    merchant: str | Unset = UNSET,
    dialect: str | Unset = UNSET,
) -> FiguresShape | Problem | None:
    """Counts by hour or day

    Args:
        from_ (str | Unset):
        to (str | Unset):
        by (HistoryFiguresBy | Unset):
        merchant (str | Unset):
        dialect (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FiguresShape | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            from_=from_,
            to=to,
            by=by,
            merchant=merchant,
            dialect=dialect,
        )
    ).parsed
