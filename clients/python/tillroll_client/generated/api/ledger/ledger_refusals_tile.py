from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import File, Response


def _get_kwargs(
    tile_path: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/ledger/refusals/tile/{tile_path}".format(
            tile_path=quote(str(tile_path), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> File | Problem:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

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
) -> Response[File | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    tile_path: str,
    *,
    client: AuthenticatedClient,
) -> Response[File | Problem]:
    """A tile or entries of the ledger of refused attempts

     `{tile_path}` is `{level}/{number}`, or `entries/{number}`, with `.p/{width}` for a part:
    `0/x001/x234/067`, `entries/000.p/17`. Everything that the newest signed head covers is answered.

    Args:
        tile_path (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        tile_path=tile_path,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    tile_path: str,
    *,
    client: AuthenticatedClient,
) -> File | Problem | None:
    """A tile or entries of the ledger of refused attempts

     `{tile_path}` is `{level}/{number}`, or `entries/{number}`, with `.p/{width}` for a part:
    `0/x001/x234/067`, `entries/000.p/17`. Everything that the newest signed head covers is answered.

    Args:
        tile_path (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return sync_detailed(
        tile_path=tile_path,
        client=client,
    ).parsed


async def asyncio_detailed(
    tile_path: str,
    *,
    client: AuthenticatedClient,
) -> Response[File | Problem]:
    """A tile or entries of the ledger of refused attempts

     `{tile_path}` is `{level}/{number}`, or `entries/{number}`, with `.p/{width}` for a part:
    `0/x001/x234/067`, `entries/000.p/17`. Everything that the newest signed head covers is answered.

    Args:
        tile_path (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        tile_path=tile_path,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    tile_path: str,
    *,
    client: AuthenticatedClient,
) -> File | Problem | None:
    """A tile or entries of the ledger of refused attempts

     `{tile_path}` is `{level}/{number}`, or `entries/{number}`, with `.p/{width}` for a part:
    `0/x001/x234/067`, `entries/000.p/17`. Everything that the newest signed head covers is answered.

    Args:
        tile_path (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return (
        await asyncio_detailed(
            tile_path=tile_path,
            client=client,
        )
    ).parsed
