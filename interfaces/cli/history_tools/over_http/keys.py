"""The key of a message: of the configuration where the tools ask a database, of the service where they ask one."""

from hashlib import blake2b

from fastapi import Request

from interfaces.api.readers.auth import HistoryKeys
from interfaces.cli.history_tools.over_http.exchange import current_request
from interfaces.cli.service.address import ServiceAddress
from interfaces.http.errors.request_errors import Unauthenticated
from interfaces.http.party import Party, Share
from interfaces.http.request.bearer import bearer_key


def known_key(keys: HistoryKeys, request: Request) -> Party:
    """Return the owner of a key of the configuration. Raises Unauthenticated."""
    return keys.identify(request)


def foreign_key(_: HistoryKeys, request: Request) -> Party:
    """Return the sender of a key that the service will check. The name is a digest. Raises Unauthenticated."""
    key = bearer_key(request)
    if key is None:
        raise Unauthenticated("Send a history key of the service as Authorization: Bearer.")
    digest = blake2b(key.encode(), digest_size=16).hexdigest()
    return Party(Share.HISTORY, digest, digest, is_verified=False)


def address_with_key(url: str) -> ServiceAddress:
    """Return the service with the key of the message that is answered now, which goes on to the service."""
    key = bearer_key(current_request())
    if key is None:
        raise AssertionError("a message without a key was not refused")
    return ServiceAddress(url=url, key=key)
