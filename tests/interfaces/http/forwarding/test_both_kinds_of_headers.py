"""A request with Forwarded and X-Forwarded-*: the client may have sent the kind that the proxies pass on unread."""

import pytest

from tests.interfaces.http.forwarding.forwarded_requests import CLIENT, FORGED, PROXY, Seen, seen

TOLD = f"for={CLIENT};proto=https;host=shop.example"
X_TOLD = [
    ("x-forwarded-for", CLIENT),
    ("x-forwarded-proto", "https"),
    ("x-forwarded-host", "shop.example"),
]
FORGED_ELEMENT = f"for={FORGED};proto=https;host=forged.example"
X_FORGED = [
    ("x-forwarded-for", FORGED),
    ("x-forwarded-proto", "https"),
    ("x-forwarded-host", "forged.example"),
]
CLIENTS = Seen(CLIENT, "https://shop.example/", PROXY)


def test_what_both_kinds_say_counts() -> None:
    """A proxy that writes both kinds is believed."""
    assert seen([("forwarded", TOLD), *X_TOLD]) == CLIENTS


@pytest.mark.parametrize(
    "lines",
    [[("forwarded", FORGED_ELEMENT), *X_TOLD], [*X_FORGED, ("forwarded", TOLD)]],
    ids=["the proxies write X-Forwarded-*", "the proxies write Forwarded"],
)
def test_what_only_one_kind_says_counts_for_nothing(lines: list[tuple[str, str]]) -> None:
    """The address is the proxy's, and never the forged one. The scheme is one on which both agree."""
    assert seen(lines) == Seen(PROXY, "https://inside.example/", "")


def test_an_empty_forwarded_header_is_one_kind() -> None:
    """A client cannot choose the kind that is read by sending an empty header."""
    assert seen([("forwarded", ""), *X_TOLD]) == Seen(PROXY, "http://inside.example/", "")


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (
            [("forwarded", FORGED_ELEMENT), *X_TOLD],
            {b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host"},
        ),
        ([*X_FORGED, ("forwarded", TOLD)], {b"forwarded"}),
    ],
)
def test_headers_that_the_configuration_leaves_out_are_not_read(
    lines: list[tuple[str, str]], names: set[bytes]
) -> None:
    """With the names of the headers that the proxies write, those that a client sends change nothing."""
    assert seen(lines, names=frozenset(names)) == CLIENTS


def test_a_host_is_not_read_if_its_header_is_left_out() -> None:
    """Proxies that write the address only may pass on a forged host."""
    lines = [("x-forwarded-for", CLIENT), ("x-forwarded-host", "forged.example")]
    found = seen(lines, names=frozenset({b"x-forwarded-for"}))
    assert found == Seen(CLIENT, "http://inside.example/", PROXY)
