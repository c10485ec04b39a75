from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.ucp_error import UcpError
from ...models.ucp_messages import UcpMessages
from ...models.ucp_simulated_shipping import UcpSimulatedShipping
from ...types import Response


def _get_kwargs(
    order_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/testing/simulate-shipping/{order_id}".format(
            order_id=quote(str(order_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> UcpError | UcpMessages | UcpSimulatedShipping:
    if response.status_code == 200:

        def _parse_response_200(data: object) -> UcpMessages | UcpSimulatedShipping:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = UcpSimulatedShipping.from_dict(data)

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
) -> Response[UcpError | UcpMessages | UcpSimulatedShipping]:
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
) -> Response[UcpError | UcpMessages | UcpSimulatedShipping]:
    """Simulate the shipping of an order

     Report that everything that has not left was shipped. 404 unless a demo has a secret for
    simulations.

    Raises AccessDenied without the secret of a merchant.

    Args:
        order_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UcpError | UcpMessages | UcpSimulatedShipping]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    order_id: str,
    *,
    client: AuthenticatedClient,
) -> UcpError | UcpMessages | UcpSimulatedShipping | None:
    """Simulate the shipping of an order

     Report that everything that has not left was shipped. 404 unless a demo has a secret for
    simulations.

    Raises AccessDenied without the secret of a merchant.

    Args:
        order_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UcpError | UcpMessages | UcpSimulatedShipping
    """

    return sync_detailed(
        order_id=order_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    order_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[UcpError | UcpMessages | UcpSimulatedShipping]:
    """Simulate the shipping of an order

     Report that everything that has not left was shipped. 404 unless a demo has a secret for
    simulations.

    Raises AccessDenied without the secret of a merchant.

    Args:
        order_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UcpError | UcpMessages | UcpSimulatedShipping]
    """

    kwargs = _get_kwargs(
        order_id=order_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    order_id: str,
    *,
    client: AuthenticatedClient,
) -> UcpError | UcpMessages | UcpSimulatedShipping | None:
    """Simulate the shipping of an order

     Report that everything that has not left was shipped. 404 unless a demo has a secret for
    simulations.

    Raises AccessDenied without the secret of a merchant.

    Args:
        order_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UcpError | UcpMessages | UcpSimulatedShipping
    """

    return (
        await asyncio_detailed(
            order_id=order_id,
            client=client,
        )
    ).parsed
