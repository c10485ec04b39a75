"""What went wrong between the command and a service, as a sentence with its remedy, and the exit status."""

import json
from typing import Any, Final, NamedTuple

import httpx

from interfaces.cli.exit_codes import (
    DIFFERS,
    MISCONFIGURED,
    NOT_FOUND,
    REFUSED,
    UNAVAILABLE,
    USAGE,
)
from interfaces.cli.service.address import KEY, OPTION, ServiceAddress

_PROBLEM: Final = "urn:tillroll:problem:"
_NO_LEDGER: Final = "ledger-not-configured"


class ServiceFailure(NamedTuple):
    """Why there is no answer, as a sentence with its remedy, and the exit status of a command."""

    text: str
    status: int


def answer_failure(address: ServiceAddress, response: httpx.Response) -> ServiceFailure:
    """Return the failure of an answer that is no success. The body has been read."""
    problem = _problem(response)
    detail = str(problem.get("detail") or "")
    if response.is_redirect:
        to = response.headers.get("location", "another address")
        return ServiceFailure(
            f"{address.url} redirects to {to}. The key is not sent there: name the right address with {OPTION}.",
            USAGE,
        )
    match response.status_code:
        case 401 if address.key is None:
            return ServiceFailure(
                f"{address.url} answers nobody without a key: put a history key into {KEY}.",
                REFUSED,
            )
        case 401:
            return ServiceFailure(
                f"{address.url} does not know the key in {KEY}: compare it with `[[history_keys]]`.",
                REFUSED,
            )
        case 403:
            return ServiceFailure(
                f"{detail or 'The service refuses this key.'} Ask its operator for one.", REFUSED
            )
        case 404 if _kind(problem) == _NO_LEDGER:
            return ServiceFailure(detail, MISCONFIGURED)
        case 404 | 410 if problem:
            return ServiceFailure(detail, NOT_FOUND)
        case 404:
            return ServiceFailure(
                f"There is no tillroll at {address.url}: compare the address and its path.",
                UNAVAILABLE,
            )
        case 400 | 422:
            return ServiceFailure(
                _faults(problem) or detail or "The service refuses the question.", USAGE
            )
        case 409:
            return ServiceFailure(detail, DIFFERS)
        case 429:
            return ServiceFailure(
                f"{address.url} has too many requests of this key.{_later(response)}", UNAVAILABLE
            )
        case 503:
            return ServiceFailure(
                f"{address.url} is not available now.{_later(response)} {detail}", UNAVAILABLE
            )
        case status:
            return ServiceFailure(
                f"{address.url} answered with status {status}. {detail} Its log has the request "
                f"{response.headers.get('x-request-id', 'without an id')}.",
                UNAVAILABLE,
            )


def transport_failure(address: ServiceAddress, failure: httpx.HTTPError) -> ServiceFailure:
    """Return the failure of a request that got no answer."""
    match failure:
        case httpx.TimeoutException():
            text = f"{address.url} did not answer in time: try again, or look whether it is overloaded."
        case httpx.ProxyError():
            text = f"The proxy did not let the command through to {address.url}: {failure}."
        case httpx.ConnectError() if "CERTIFICATE" in str(failure) or "certificate" in str(failure):
            text = (
                f"The certificate of {address.url} cannot be verified: {failure}. If its authority is your own, "
                "name its file in SSL_CERT_FILE."
            )
        case httpx.ConnectError() if "SSL" in str(failure):
            text = (
                f"{address.url} does not speak TLS as expected: {failure}. Is it an http address?"
            )
        case httpx.ConnectError():
            text = f"{address.url} cannot be reached: compare the address, and whether the service runs."
        case _:
            text = f"The connection to {address.url} broke: {failure}. Try again."
    return ServiceFailure(text, UNAVAILABLE)


def content_failure(address: ServiceAddress) -> ServiceFailure:
    """Return the failure of an answer that is no document of the history API."""
    return ServiceFailure(
        f"What answers at {address.url} is no tillroll of this version: compare the address and both versions.",
        UNAVAILABLE,
    )


def _problem(response: httpx.Response) -> dict[str, Any]:
    """Return the problem (RFC 9457) in the body; an empty one where there is none of tillroll's."""
    try:
        body = json.loads(response.content)
    except ValueError:
        return {}
    is_ours = isinstance(body, dict) and str(body.get("type", "")).startswith(_PROBLEM)
    return body if is_ours else {}


def problem_kind(response: httpx.Response) -> str:
    """Return the kind of the problem in the body; an empty text where there is none of tillroll's."""
    return _kind(_problem(response))


def _kind(problem: dict[str, Any]) -> str:
    return str(problem.get("type", "")).removeprefix(_PROBLEM)


def _faults(problem: dict[str, Any]) -> str:
    """Return what is wrong with each field of the question."""
    faults = [each for each in problem.get("errors") or [] if isinstance(each, dict)]
    return "; ".join(f"{each.get('field')} {each.get('message')}" for each in faults)


def _later(response: httpx.Response) -> str:
    seconds = response.headers.get("retry-after", "")
    return f" Try again in {seconds} s." if seconds.isdecimal() else " Try again later."
