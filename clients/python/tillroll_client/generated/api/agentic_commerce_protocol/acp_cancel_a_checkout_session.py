from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.acp_cancellation import AcpCancellation
from ...models.acp_error_body import AcpErrorBody
from ...models.acp_session import AcpSession
from ...models.acp_session_v1 import AcpSessionV1
from ...types import UNSET, Response, Unset


def _get_kwargs(
    checkout_id: str,
    *,
    body: AcpCancellation | Unset = UNSET,
    api_version: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(api_version, Unset):
        headers["API-Version"] = api_version

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/checkout_sessions/{checkout_id}/cancel".format(
            checkout_id=quote(str(checkout_id), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AcpErrorBody | AcpSession | AcpSessionV1:
    if response.status_code == 200:

        def _parse_response_200(data: object) -> AcpSession | AcpSessionV1:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = AcpSession.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_200_type_1 = AcpSessionV1.from_dict(data)

            return response_200_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = AcpErrorBody.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = AcpErrorBody.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = AcpErrorBody.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = AcpErrorBody.from_dict(response.json())

        return response_404

    if response.status_code == 405:
        response_405 = AcpErrorBody.from_dict(response.json())

        return response_405

    if response.status_code == 409:
        response_409 = AcpErrorBody.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = AcpErrorBody.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = AcpErrorBody.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = AcpErrorBody.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = AcpErrorBody.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = AcpErrorBody.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = AcpErrorBody.from_dict(response.json())

        return response_503

    response_default = AcpErrorBody.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AcpErrorBody | AcpSession | AcpSessionV1]:
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
    body: AcpCancellation | Unset = UNSET,
    api_version: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[AcpErrorBody | AcpSession | AcpSessionV1]:
    """Cancel a checkout session

    Args:
        checkout_id (str):
        api_version (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (AcpCancellation | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AcpErrorBody | AcpSession | AcpSessionV1]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        body=body,
        api_version=api_version,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: AcpCancellation | Unset = UNSET,
    api_version: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> AcpErrorBody | AcpSession | AcpSessionV1 | None:
    """Cancel a checkout session

    Args:
        checkout_id (str):
        api_version (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (AcpCancellation | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AcpErrorBody | AcpSession | AcpSessionV1
    """

    return sync_detailed(
        checkout_id=checkout_id,
        client=client,
        body=body,
        api_version=api_version,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: AcpCancellation | Unset = UNSET,
    api_version: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[AcpErrorBody | AcpSession | AcpSessionV1]:
    """Cancel a checkout session

    Args:
        checkout_id (str):
        api_version (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (AcpCancellation | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AcpErrorBody | AcpSession | AcpSessionV1]
    """

    kwargs = _get_kwargs(
        checkout_id=checkout_id,
        body=body,
        api_version=api_version,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    checkout_id: str,
    *,
    client: AuthenticatedClient,
    body: AcpCancellation | Unset = UNSET,
    api_version: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> AcpErrorBody | AcpSession | AcpSessionV1 | None:
    """Cancel a checkout session

    Args:
        checkout_id (str):
        api_version (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (AcpCancellation | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AcpErrorBody | AcpSession | AcpSessionV1
    """

    return (
        await asyncio_detailed(
            checkout_id=checkout_id,
            client=client,
            body=body,
            api_version=api_version,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed
