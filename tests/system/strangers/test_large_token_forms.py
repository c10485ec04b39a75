"""The form of the token endpoint is small, because parsing a large one stops everybody's requests."""

from urllib.parse import urlencode

import pytest

from tests.system.service.server import Server
from tests.system.strangers.sender import sending

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LIMIT = 8192


def _form(length: int) -> bytes:
    """A form of the demo client, with a scope that makes it so long."""
    client = {"client_id": "demo-client", "client_secret": "demo-secret"}
    start = urlencode({"grant_type": "client_credentials", **client, "scope": ""}).encode()
    return start.ljust(length, b"s")


@pytest.mark.parametrize(("length", "status"), [(LIMIT, 200), (LIMIT + 1, 413)])
def test_a_form_over_8_kilobytes_is_413(server: Server, length: int, status: int) -> None:
    """The right secret makes no difference."""
    with sending(server, "127.0.1.1") as stranger:
        assert stranger.send("POST", "/oauth2/v2.0/token", FORM, _form(length)).status == status
