"""One call: to the address that was looked at and no other, in bounded time, whatever is answered."""

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


class Names:
    """Resolves as it was told to, and notes what it was asked."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """The next answer; the last one for ever."""
        self.asked.append((host, port))
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


async def test_what_is_sent() -> None:
    """Method, path, query, headers and body arrive as they are; the name is in the header, not the address."""
    names = Names(["127.0.0.1"])
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
    assert names.asked == [("shop.example", shop.port)]


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
async def test_a_name_that_leads_inside(address: str) -> None:
    """What counts is the address; nothing is sent, and it may be another one later."""
    async with HttpCaller(HOME, resolve=Names([address])) as caller:
        with pytest.raises(EgressRefused, match="may not go") as refused:
            await caller.call("GET", "http://shop.example/", {})
    assert refused.value.may_pass


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "localhost"]
)
async def test_loopback_in_disguise(host: str) -> None:
    """The system itself resolves these to loopback; they are refused for that, if not for how they are written."""
    async with HttpCaller(EgressPolicy(http=True)) as caller:
        with pytest.raises(EgressRefused, match=r"may not go|cannot be read"):
            await caller.call("GET", f"http://{host}/", {})


async def test_a_name_that_changes_its_address() -> None:
    """The name is resolved once for a call, so that it cannot lead elsewhere after it was looked at."""
    names = Names(["127.0.0.1"], ["10.0.0.1"])
    async with receiving(statuses(200)) as shop, HttpCaller(HOME, resolve=names) as caller:
        answer = await caller.call("GET", f"http://rebinding.example:{shop.port}/", {})
    assert answer.status == 200
    assert len(names.asked) == 1


async def test_a_name_with_several_addresses() -> None:
    """Those that are not allowed are left out, and the next one is tried where one does not answer."""
    reach = EgressPolicy(http=True, networks=(network("127.0.0.0/8"),))
    names = Names(["10.0.0.1", "127.0.0.2", "127.0.0.1"])
    async with receiving(statuses(200)) as shop, HttpCaller(reach, resolve=names) as caller:
        answer = await caller.call("GET", f"http://shop.example:{shop.port}/", {})
    assert answer.status == 200


@pytest.mark.parametrize("failure", [socket.gaierror(-2, "unknown"), UnicodeError("bad label")])
async def test_a_name_that_does_not_exist(failure: Exception) -> None:
    """That is no answer, as any other."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        raise failure

    async with HttpCaller(HOME, resolve=resolve) as caller:
        with pytest.raises(NoAnswer, match="resolved"):
            await caller.call("GET", "http://shop.example/", {})


async def test_a_name_that_takes_for_ever() -> None:
    """The time for the whole call includes the time for the name."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    async with HttpCaller(HOME, seconds=SHORT, resolve=resolve) as caller:
        with pytest.raises(NoAnswer, match="within"):
            await caller.call("GET", "http://shop.example/", {})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect(status: int) -> None:
    """Is an answer like any other: nobody goes where it points."""
    async with receiving(statuses(200)) as inside:
        behave = statuses(status, headers=f"Location: {inside.url}/secret\r\n")
        async with receiving(behave) as shop, HttpCaller(HOME) as caller:
            answer = await caller.call("GET", f"{shop.url}/", {})
    assert answer.status == status
    assert inside.received == []


@pytest.mark.parametrize("behave", [silent, trickling], ids=["silent", "trickling"])
async def test_a_receiver_that_is_slow(behave: Behave) -> None:
    """However it is slow, the call ends."""
    async with receiving(behave) as shop, HttpCaller(HOME, seconds=SHORT) as caller:
        with pytest.raises(NoAnswer, match="within"):
            await caller.call("GET", f"{shop.url}/", {})


@pytest.mark.parametrize("behave", [hanging_up, endless_head], ids=["hanging up", "endless head"])
async def test_a_receiver_that_makes_no_sense(behave: Behave) -> None:
    """That is no answer."""
    async with receiving(behave) as shop, HttpCaller(HOME) as caller:
        with pytest.raises(NoAnswer):
            await caller.call("GET", f"{shop.url}/", {})


async def test_a_dead_receiver() -> None:
    """Nobody listens there."""
    async with receiving(statuses(200)) as shop:
        gone = shop.url
    async with HttpCaller(HOME) as caller:
        with pytest.raises(NoAnswer, match="No connection"):
            await caller.call("GET", gone, {})


@pytest.mark.parametrize("most_bytes", [0, 1000])
async def test_an_endless_answer(most_bytes: int) -> None:
    """No more of it is read than was asked for."""
    async with receiving(endless) as shop, HttpCaller(HOME) as caller:
        answer = await caller.call("GET", f"{shop.url}/", {}, most_bytes=most_bytes)
    assert (answer.status, len(answer.body)) == (200, most_bytes)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, str]:
    """An authority for certificates, and the file that makes it a trusted one."""
    authority = trustme.CA()
    file = tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return authority, str(file)


@pytest.mark.parametrize(
    ("certified", "reached"), [("shop.example", True), ("other.example", False)]
)
async def test_https_is_checked_by_name(
    authority: tuple[trustme.CA, str],
    monkeypatch: pytest.MonkeyPatch,
    certified: str,
    reached: bool,
) -> None:
    """The connection is made to an address, and the certificate has to be for the name in the URL all the same."""
    issuer, file = authority
    monkeypatch.setenv("SSL_CERT_FILE", file)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    issuer.issue_cert(certified).configure_cert(tls)
    home = EgressPolicy(networks=HOME.networks)
    async with (
        receiving(statuses(200), tls=tls) as shop,
        HttpCaller(home, resolve=Names(["127.0.0.1"])) as caller,
    ):
        call = caller.call("GET", f"https://shop.example:{shop.port}/", {})
        if reached:
            assert (await call).status == 200
        else:
            with pytest.raises(NoAnswer, match="certificate"):
                await call
    assert len(shop.received) == reached


async def test_https_to_what_does_not_speak_it() -> None:
    """There is no answer then, and nothing is sent in the clear."""
    async with receiving(silent) as shop, HttpCaller(HOME, seconds=SHORT) as caller:
        with pytest.raises(NoAnswer):
            await caller.call("GET", f"https://127.0.0.1:{shop.port}/", {})
    assert shop.received == []
