"""An attempt to read what the reader may not see is in the access log, like a read."""

import pytest

from tests.system.service.server import Server
from tests.system.strangers.sender import sending

AUDITOR = {"Authorization": "Bearer demo-auditor"}
READER = {"Authorization": "Bearer demo-history"}
UNKNOWN = "11111111-2222-4333-8444-555555555555"


@pytest.mark.parametrize(
    "part",
    ["", "/events", "/versions", "/diff?from=1&to=2", "/blame", "/refusals", "/timeline", "/deliveries"],
)  # fmt: skip
def test_a_404_leaves_an_entry(server: Server, part: str) -> None:
    """The entry has the path and the reader."""
    path = f"/history/checkouts/{UNKNOWN}{part}"
    with sending(server) as sender:
        assert sender.send("GET", path, READER).status == 404
        entries = sender.send("GET", "/history/reads", AUDITOR).json()["reads"]
    assert (path, "history:demo-history") in [(each["asked"], each["reader"]) for each in entries]


def test_a_403_leaves_an_entry(server: Server) -> None:
    """A key that reaches one merchant may not read the access log, and that it tried is in there."""
    with sending(server) as sender:
        assert sender.send("GET", "/history/reads", READER).status == 403
        entries = sender.send("GET", "/history/reads", AUDITOR).json()["reads"]
    assert ("/history/reads", "history:demo-history") in [
        (each["asked"], each["reader"]) for each in entries
    ]
