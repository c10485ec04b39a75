"""The HTTP caller connects only to permitted addresses, within a time limit, and bounds what it reads."""

import asyncio
import socket
import ssl
from collections.abc import Sequence

import pytest
import trustme

from interfaces.webhooks.egress_policy import EgressPolicy, EgressRefused, network
from interfaces.webhooks.http_caller import HttpCaller, NoAnswer
from tests.interfaces.webhooks.receivers import (
    Behave,
    endless,
    endless_head,
    hanging_up,
    receiving,
    silent,
    statuses,
    trickling,
)

HOME = EgressPolicy(http=True, networks=(network("127.0.0.1/32"),))
SHORT = 0.3


class StubResolver:
    """Resolves names to the given answers in order, and records the queries."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.queries: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Return the next answer, and repeat the last one."""
        self.queries.append((host, port))
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


async def test_a_request_is_sent_unchanged() -> None:
    """Method, path, query, headers and body are sent unchanged. The Host header has the name, not the address."""
    names = StubResolver(["127.0.0.1"])
    async with receiving(statuses(204)) as shop, HttpCaller(HOME, resolve=names) as caller:
        url = f"http://shop.example:{shop.port}/hook?id=1&name=%C3%A5#part"
        answer = await caller.call("POST", url, {"X-Own": "yes"}, b'{"a":1}')

    assert (answer.status, answer.body) == (204, b"")
    (received,) = shop.received
    assert (received.method, received.path) == ("POST", "/hook?id=1&name=%C3%A5")
    assert received.body == b'{"a":1}'
    assert received.headers["host"] == f"shop.example:{shop.port}"
    assert received.headers["x-own"] == "yes"
    assert received.headers["user-agent"] == "tillroll"
    assert "authorization" not in received.headers
    assert names.queries == [("shop.example", shop.port)]


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
async def test_a_name_with_a_private_address_is_refused(address: str) -> None:
    """Nothing is sent. The refusal is temporary, because the address may change."""
    async with HttpCaller(HOME, resolve=StubResolver([address])) as caller:
        with pytest.raises(EgressRefused, match="may not go") as refused:
            await caller.call("GET", "http://shop.example/", {})
    assert refused.value.may_pass


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "localhost"]
)
async def test_disguised_loopback_is_refused(host: str) -> None:
    """Unusual spellings of loopback addresses are refused."""
    async with HttpCaller(EgressPolicy(http=True)) as caller:
        with pytest.raises(EgressRefused, match=r"may not go|cannot be read"):
            await caller.call("GET", f"http://{host}/", {})


async def test_a_call_uses_the_address_that_was_checked() -> None:
    """The address that was checked is the one that is used, so DNS rebinding has no effect."""
    names = StubResolver(["127.0.0.1"], ["10.0.0.1"])
    async with receiving(statuses(200)) as shop, HttpCaller(HOME, resolve=names) as caller:
        answer = await caller.call("GET", f"http://rebinding.example:{shop.port}/", {})
    assert answer.status == 200
    assert len(names.queries) == 1


async def test_the_next_permitted_address_is_tried() -> None:
    """Of several addresses, forbidden ones are skipped, and the next is tried if one does not answer."""
    reach = EgressPolicy(http=True, networks=(network("127.0.0.0/8"),))
    names = StubResolver(["10.0.0.1", "127.0.0.2", "127.0.0.1"])
    async with receiving(statuses(200)) as shop, HttpCaller(reach, resolve=names) as caller:
        answer = await caller.call("GET", f"http://shop.example:{shop.port}/", {})
    assert answer.status == 200


@pytest.mark.parametrize("failure", [socket.gaierror(-2, "unknown"), UnicodeError("bad label")])
async def test_an_unknown_name_is_no_answer(failure: Exception) -> None:
    """A name that cannot be resolved raises NoAnswer."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        raise failure

    async with HttpCaller(HOME, resolve=resolve) as caller:
        with pytest.raises(NoAnswer, match="resolved"):
            await caller.call("GET", "http://shop.example/", {})


async def test_name_resolution_counts_towards_the_time_limit() -> None:
    """A name resolution that does not end raises NoAnswer after the time limit."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    async with HttpCaller(HOME, seconds=SHORT, resolve=resolve) as caller:
        with pytest.raises(NoAnswer, match="within"):
            await caller.call("GET", "http://shop.example/", {})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status: int) -> None:
    """A redirect is returned as the answer."""
    async with receiving(statuses(200)) as inside:
        behave = statuses(status, headers=f"Location: {inside.url}/secret\r\n")
        async with receiving(behave) as shop, HttpCaller(HOME) as caller:
            answer = await caller.call("GET", f"{shop.url}/", {})
    assert answer.status == status
    assert inside.received == []


@pytest.mark.parametrize("behave", [silent, trickling], ids=["silent", "trickling"])
async def test_a_slow_receiver_times_out(behave: Behave) -> None:
    """A receiver that sends nothing, or single bytes, raises NoAnswer after the time limit."""
    async with receiving(behave) as shop, HttpCaller(HOME, seconds=SHORT) as caller:
        with pytest.raises(NoAnswer, match="within"):
            await caller.call("GET", f"{shop.url}/", {})


@pytest.mark.parametrize("behave", [hanging_up, endless_head], ids=["hanging up", "endless head"])
async def test_an_invalid_answer_is_no_answer(behave: Behave) -> None:
    """A connection that closes without an answer, and an infinite head, raise NoAnswer."""
    async with receiving(behave) as shop, HttpCaller(HOME) as caller:
        with pytest.raises(NoAnswer):
            await caller.call("GET", f"{shop.url}/", {})


async def test_an_unreachable_receiver_is_no_answer() -> None:
    """A refused connection raises NoAnswer."""
    async with receiving(statuses(200)) as shop:
        gone = shop.url
    async with HttpCaller(HOME) as caller:
        with pytest.raises(NoAnswer, match="No connection"):
            await caller.call("GET", gone, {})


@pytest.mark.parametrize("most_bytes", [0, 1000])
async def test_a_long_answer_is_truncated(most_bytes: int) -> None:
    """Of an infinite body, no more bytes are read than requested."""
    async with receiving(endless) as shop, HttpCaller(HOME) as caller:
        answer = await caller.call("GET", f"{shop.url}/", {}, most_bytes=most_bytes)
    assert (answer.status, len(answer.body)) == (200, most_bytes)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, str]:
    """A certificate authority, and the file with its certificate."""
    authority = trustme.CA()
    file = tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return authority, str(file)


@pytest.mark.parametrize(
    ("certified", "reached"), [("shop.example", True), ("other.example", False)]
)
async def test_a_certificate_must_match_the_name(
    authority: tuple[trustme.CA, str],
    monkeypatch: pytest.MonkeyPatch,
    certified: str,
    reached: bool,
) -> None:
    """The certificate has to be valid for the name in the URL, although the connection is made to an address."""
    issuer, file = authority
    monkeypatch.setenv("SSL_CERT_FILE", file)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    issuer.issue_cert(certified).configure_cert(tls)
    home = EgressPolicy(networks=HOME.networks)
    async with (
        receiving(statuses(200), tls=tls) as shop,
        HttpCaller(home, resolve=StubResolver(["127.0.0.1"])) as caller,
    ):
        call = caller.call("GET", f"https://shop.example:{shop.port}/", {})
        if reached:
            assert (await call).status == 200
        else:
            with pytest.raises(NoAnswer, match="certificate"):
                await call
    assert len(shop.received) == reached


async def test_https_to_a_plain_receiver_is_no_answer() -> None:
    """A failed TLS handshake raises NoAnswer, and no request is sent in plain text."""
    async with receiving(silent) as shop, HttpCaller(HOME, seconds=SHORT) as caller:
        with pytest.raises(NoAnswer):
            await caller.call("GET", f"https://127.0.0.1:{shop.port}/", {})
    assert shop.received == []
