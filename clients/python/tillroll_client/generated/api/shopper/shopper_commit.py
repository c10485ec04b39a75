from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.checkout_shown import CheckoutShown
from ...models.commit_body import CommitBody
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    public_token: str,
    *,
    body: CommitBody,
    if_match: str | Unset = UNSET,
    page_secret: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    if not isinstance(page_secret, Unset):
        headers["Page-Secret"] = page_secret

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/shopper/{public_token}/commit".format(
            public_token=quote(str(public_token), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CheckoutShown | Problem:
    if response.status_code == 200:
        response_200 = CheckoutShown.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CheckoutShown | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    public_token: str,
    *,
    client: AuthenticatedClient | Client,
    body: CommitBody,
    if_match: str | Unset = UNSET,
    page_secret: str | Unset = UNSET,
) -> Response[CheckoutShown | Problem]:
    """Complete the purchase as it was shown

     Commit the purchase, in the name of a customer that the page has proved to know.

    Args:
        public_token (str):
        if_match (str | Unset):
        page_secret (str | Unset):
        body (CommitBody): The customer's press of "complete purchase".

            A page that has not identified the customer confirms it: with the e-mail address or the
            phone number.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CheckoutShown | Problem]
    """

    kwargs = _get_kwargs(
        public_token=public_token,
        body=body,
        if_match=if_match,
        page_secret=page_secret,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    public_token: str,
    *,
    client: AuthenticatedClient | Client,
    body: CommitBody,
    if_match: str | Unset = UNSET,
    page_secret: str | Unset = UNSET,
) -> CheckoutShown | Problem | None:
    """Complete the purchase as it was shown

     Commit the purchase, in the name of a customer that the page has proved to know.

    Args:
        public_token (str):
        if_match (str | Unset):
        page_secret (str | Unset):
        body (CommitBody): The customer's press of "complete purchase".

            A page that has not identified the customer confirms it: with the e-mail address or the
            phone number.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CheckoutShown | Problem
    """

    return sync_detailed(
        public_token=public_token,
        client=client,
        body=body,
        if_match=if_match,
        page_secret=page_secret,
    ).parsed


async def asyncio_detailed(
    public_token: str,
    *,
    client: AuthenticatedClient | Client,
    body: CommitBody,
    if_match: str | Unset = UNSET,
    page_secret: str | Unset = UNSET,
) -> Response[CheckoutShown | Problem]:
    """Complete the purchase as it was shown

     Commit the purchase, in the name of a customer that the page has proved to know.

    Args:
        public_token (str):
        if_match (str | Unset):
        page_secret (str | Unset):
        body (CommitBody): The customer's press of "complete purchase".

            A page that has not identified the customer confirms it: with the e-mail address or the
            phone number.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CheckoutShown | Problem]
    """

    kwargs = _get_kwargs(
        public_token=public_token,
        body=body,
        if_match=if_match,
        page_secret=page_secret,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    public_token: str,
    *,
    client: AuthenticatedClient | Client,
    body: CommitBody,
    if_match: str | Unset = UNSET,
    page_secret: str | Unset = UNSET,
) -> CheckoutShown | Problem | None:
    """Complete the purchase as it was shown

     Commit the purchase, in the name of a customer that the page has proved to know.

    Args:
        public_token (str):
        if_match (str | Unset):
        page_secret (str | Unset):
        body (CommitBody): The customer's press of "complete purchase".

            A page that has not identified the customer confirms it: with the e-mail address or the
            phone number.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CheckoutShown | Problem
    """

    return (
        await asyncio_detailed(
            public_token=public_token,
            client=client,
            body=body,
            if_match=if_match,
            page_secret=page_secret,
        )
    ).parsed
