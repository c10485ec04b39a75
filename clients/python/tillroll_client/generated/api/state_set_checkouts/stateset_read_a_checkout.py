import datetime
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.state_set_checkout import StateSetCheckout
from ...models.state_set_failure import StateSetFailure
from ...types import UNSET, Response, Unset


def _get_kwargs(
    checkout_id: str,
    *,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["version"] = version

    json_at: str | Unset = UNSET
    if not isinstance(at, Unset):
        json_at = at.isoformat()
    params["at"] = json_at

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/checkouts/{checkout_id}".format(
            checkout_id=quote(str(checkout_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | StateSetCheckout | StateSetFailure:
    if response.status_code == 200:
        response_200 = StateSetCheckout.from_dict(response.json())

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
) -> Response[Any | StateSetCheckout | StateSetFailure]:
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
) -> Response[Any | StateSetCheckout | StateSetFailure]:
    """Read a checkout

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | StateSetCheckout | StateSetFailure]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        version=version,
        at=at,
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
) -> Any | StateSetCheckout | StateSetFailure | None:
    """Read a checkout

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | StateSetCheckout | StateSetFailure
    """

    return sync_detailed(
        checkout_id=checkout_id,
        client=client,
        version=version,
        at=at,
    ).parsed


async def asyncio_detailed(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
) -> Response[Any | StateSetCheckout | StateSetFailure]:
    """Read a checkout

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | StateSetCheckout | StateSetFailure]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        version=version,
        at=at,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
) -> Any | StateSetCheckout | StateSetFailure | None:
    """Read a checkout

    Args:
        checkout_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | StateSetCheckout | StateSetFailure
    """

    return (
        await asyncio_detailed(
            checkout_id=checkout_id,
            client=client,
            version=version,
            at=at,
        )
    ).parsed
