import datetime
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.ucp_error import UcpError
from ...models.ucp_messages import UcpMessages
from ...models.ucp_order import UcpOrder
from ...types import UNSET, Response, Unset


def _get_kwargs(
    order_id: str,
    *,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    ucp_agent: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(ucp_agent, Unset):
        headers["UCP-Agent"] = ucp_agent

    params: dict[str, Any] = {}

    params["version"] = version

    json_at: str | Unset = UNSET
    if not isinstance(at, Unset):
        json_at = at.isoformat()
    params["at"] = json_at

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/orders/{order_id}".format(
            order_id=quote(str(order_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | UcpError | UcpMessages | UcpOrder:
    if response.status_code == 200:

        def _parse_response_200(data: object) -> UcpMessages | UcpOrder:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = UcpOrder.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_200_type_1 = UcpMessages.from_dict(data)

            return response_200_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = UcpError.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = UcpError.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = UcpError.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = UcpError.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = UcpError.from_dict(response.json())

        return response_409

    if response.status_code == 422:
        response_422 = UcpError.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = UcpError.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = UcpError.from_dict(response.json())

        return response_503

    response_default = UcpError.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | UcpError | UcpMessages | UcpOrder]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    order_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    ucp_agent: str | Unset = UNSET,
) -> Response[Any | UcpError | UcpMessages | UcpOrder]:
    """Get an order

    Args:
        order_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        ucp_agent (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | UcpError | UcpMessages | UcpOrder]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
        version=version,
        at=at,
        ucp_agent=ucp_agent,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    order_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    ucp_agent: str | Unset = UNSET,
) -> Any | UcpError | UcpMessages | UcpOrder | None:
    """Get an order

    Args:
        order_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        ucp_agent (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | UcpError | UcpMessages | UcpOrder
    """

    return sync_detailed(
        order_id=order_id,
        client=client,
        version=version,
        at=at,
        ucp_agent=ucp_agent,
    ).parsed


async def asyncio_detailed(
    order_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    ucp_agent: str | Unset = UNSET,
) -> Response[Any | UcpError | UcpMessages | UcpOrder]:
    """Get an order

    Args:
        order_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        ucp_agent (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | UcpError | UcpMessages | UcpOrder]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
        version=version,
        at=at,
        ucp_agent=ucp_agent,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    order_id: str,
    *,
    client: AuthenticatedClient,
    version: int | Unset = UNSET,
    at: datetime.datetime | Unset = UNSET,
    ucp_agent: str | Unset = UNSET,
) -> Any | UcpError | UcpMessages | UcpOrder | None:
    """Get an order

    Args:
        order_id (str):
        version (int | Unset):
        at (datetime.datetime | Unset):
        ucp_agent (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | UcpError | UcpMessages | UcpOrder
    """

    return (
        await asyncio_detailed(
            order_id=order_id,
            client=client,
            version=version,
            at=at,
            ucp_agent=ucp_agent,
        )
    ).parsed
