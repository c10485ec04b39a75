from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.ucp_error import UcpError
from ...models.ucp_get_the_schema_of_the_instruments_of_a_payment_handler_response_200 import (
    UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200,
)
from ...types import Response


def _get_kwargs(
    handler_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/.well-known/ucp/handlers/{handler_id}/schema.json".format(
            handler_id=quote(str(handler_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200:
    if response.status_code == 200:
        response_200 = (
            UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200.from_dict(
                response.json()
            )
        )

        return response_200

    if response.status_code == 429:
        response_429 = UcpError.from_dict(response.json())

        return response_429

    response_default = UcpError.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    handler_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200]:
    """Get the schema of the instruments of a payment handler

     Answer the JSON Schema of the instruments of a payment handler.

    Args:
        handler_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200]
    """

    kwargs = _get_kwargs(
        handler_id=handler_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    handler_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200 | None:
    """Get the schema of the instruments of a payment handler

     Answer the JSON Schema of the instruments of a payment handler.

    Args:
        handler_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200
    """

    return sync_detailed(
        handler_id=handler_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    handler_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200]:
    """Get the schema of the instruments of a payment handler

     Answer the JSON Schema of the instruments of a payment handler.

    Args:
        handler_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200]
    """

    kwargs = _get_kwargs(
        handler_id=handler_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    handler_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200 | None:
    """Get the schema of the instruments of a payment handler

     Answer the JSON Schema of the instruments of a payment handler.

    Args:
        handler_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UcpError | UcpGetTheSchemaOfTheInstrumentsOfAPaymentHandlerResponse200
    """

    return (
        await asyncio_detailed(
            handler_id=handler_id,
            client=client,
        )
    ).parsed
