from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.ucp_error import UcpError
from ...models.ucp_messages import UcpMessages
from ...models.ucp_order import UcpOrder
from ...models.ucp_order_input import UcpOrderInput
from ...types import UNSET, Response, Unset


def _get_kwargs(
    order_id: str,
    *,
    body: UcpOrderInput,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(ucp_agent, Unset):
        headers["UCP-Agent"] = ucp_agent

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/orders/{order_id}".format(
            order_id=quote(str(order_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> UcpError | UcpMessages | UcpOrder:
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

    if response.status_code == 400:
        response_400 = UcpError.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = UcpError.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = UcpError.from_dict(response.json())

        return response_403

    if response.status_code == 409:
        response_409 = UcpError.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = UcpError.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = UcpError.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = UcpError.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = UcpError.from_dict(response.json())

        return response_422

    if response.status_code == 424:
        response_424 = UcpError.from_dict(response.json())

        return response_424

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
) -> Response[UcpError | UcpMessages | UcpOrder]:
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
    body: UcpOrderInput,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[UcpError | UcpMessages | UcpOrder]:
    """Put an order

    Args:
        order_id (str):
        ucp_agent (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (UcpOrderInput): A whole order as it was read, with what is new. Entries that are
            known change nothing.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UcpError | UcpMessages | UcpOrder]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
        body=body,
        ucp_agent=ucp_agent,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    order_id: str,
    *,
    client: AuthenticatedClient,
    body: UcpOrderInput,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> UcpError | UcpMessages | UcpOrder | None:
    """Put an order

    Args:
        order_id (str):
        ucp_agent (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (UcpOrderInput): A whole order as it was read, with what is new. Entries that are
            known change nothing.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UcpError | UcpMessages | UcpOrder
    """

    return sync_detailed(
        order_id=order_id,
        client=client,
        body=body,
        ucp_agent=ucp_agent,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    order_id: str,
    *,
    client: AuthenticatedClient,
    body: UcpOrderInput,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[UcpError | UcpMessages | UcpOrder]:
    """Put an order

    Args:
        order_id (str):
        ucp_agent (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (UcpOrderInput): A whole order as it was read, with what is new. Entries that are
            known change nothing.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UcpError | UcpMessages | UcpOrder]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
        body=body,
        ucp_agent=ucp_agent,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    order_id: str,
    *,
    client: AuthenticatedClient,
    body: UcpOrderInput,
    ucp_agent: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> UcpError | UcpMessages | UcpOrder | None:
    """Put an order

    Args:
        order_id (str):
        ucp_agent (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (UcpOrderInput): A whole order as it was read, with what is new. Entries that are
            known change nothing.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UcpError | UcpMessages | UcpOrder
    """

    return (
        await asyncio_detailed(
            order_id=order_id,
            client=client,
            body=body,
            ucp_agent=ucp_agent,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed
