from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    page_hash: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/shopper/page/{page_hash}".format(
            page_hash=quote(str(page_hash), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | str:
    if response.status_code == 200:
        response_200 = response.text
        return response_200

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
) -> Response[Problem | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    page_hash: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Problem | str]:
    """A version of the customer's page, by its SHA-256

     Answer with the page that has this SHA-256, of today or of then.

    Args:
        page_hash (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        page_hash=page_hash,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    page_hash: str,
    *,
    client: AuthenticatedClient | Client,
) -> Problem | str | None:
    """A version of the customer's page, by its SHA-256

     Answer with the page that has this SHA-256, of today or of then.

    Args:
        page_hash (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        page_hash=page_hash,
        client=client,
    ).parsed


async def asyncio_detailed(
    page_hash: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Problem | str]:
    """A version of the customer's page, by its SHA-256

     Answer with the page that has this SHA-256, of today or of then.

    Args:
        page_hash (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        page_hash=page_hash,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    page_hash: str,
    *,
    client: AuthenticatedClient | Client,
) -> Problem | str | None:
    """A version of the customer's page, by its SHA-256

     Answer with the page that has this SHA-256, of today or of then.

    Args:
        page_hash (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            page_hash=page_hash,
            client=client,
        )
    ).parsed
