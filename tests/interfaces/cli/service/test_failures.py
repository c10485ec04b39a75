"""What keeps a command from its answer is said in one sentence with a remedy, and the key goes nowhere else."""

from collections.abc import Callable

import httpx
import pytest
import typer

from interfaces.api.history.wire import StateShape
from interfaces.cli.service.address import ServiceAddress, read_address
from interfaces.cli.service.client import ServiceClient
from tests.interfaces.cli.service.conftest import Asked

ADDRESS = ServiceAddress("https://tillroll.example/shop", "a-key")
Answer = Callable[[httpx.Request], httpx.Response]


def _problem(status: int, kind: str, detail: str, **headers: str) -> httpx.Response:
    body = {"type": f"urn:tillroll:problem:{kind}", "detail": detail}
    return httpx.Response(status, json=body, headers=headers)


def _raise(failure: Exception) -> Answer:
    def answer(_: httpx.Request) -> httpx.Response:
        raise failure

    return answer


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (httpx.Response(401), 77, "does not know the key in TILLROLL_KEY"),
        (_problem(403, "access-denied", "No scope."), 77, "No scope. Ask its operator"),
        (_problem(404, "checkout-not-found", "No such checkout."), 3, "No such checkout."),
        (httpx.Response(404, html="<p>nginx"), 69, "There is no tillroll at"),
        (_problem(410, "purchase-erased", "Erased."), 3, "Erased."),
        (_problem(409, "ledger-broken", "It does not fit."), 1, "It does not fit."),
        (httpx.Response(429, headers={"retry-after": "7"}), 69, "Try again in 7 s."),
        (_problem(503, "unavailable", "No database."), 69, "Try again later. No database."),
        (httpx.Response(500, headers={"x-request-id": "r-1"}), 69, "request r-1"),
        (httpx.Response(302, headers={"location": "https://evil.example/"}), 2, "redirects to"),
        (httpx.Response(200, html="<p>Welcome"), 69, "no tillroll of this version"),
        (_raise(httpx.ReadTimeout("")), 69, "did not answer in time"),
        (_raise(httpx.ConnectError("[Errno 111] refused")), 69, "cannot be reached"),
        (_raise(httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] x")), 69, "SSL_CERT_FILE"),
        (_raise(httpx.ConnectError("[SSL: WRONG_VERSION_NUMBER] x")), 69, "does not speak TLS"),
        (_raise(httpx.ProxyError("407")), 69, "The proxy"),
        (_raise(httpx.RemoteProtocolError("broke off")), 69, "broke: broke off"),
    ],
    ids=lambda each: str(each)[:40] if isinstance(each, str | int) else "",
)
def test_a_failure_is_a_sentence(
    answer: httpx.Response | Answer, status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status tells a refused key, a wrong question and an unavailable service apart."""
    requests: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return answer if isinstance(answer, httpx.Response) else answer(request)

    with (
        ServiceClient(ADDRESS, httpx.MockTransport(handle)) as service,
        pytest.raises(typer.Exit) as ended,
    ):
        service.get("/history/checkouts/1", StateShape)
    assert ended.value.exit_code == status
    (sentence,) = capsys.readouterr().err.splitlines()
    assert words in sentence
    assert "a-key" not in sentence
    assert [str(each.url) for each in requests] == [f"{ADDRESS.url}/history/checkouts/1"]


def test_a_link_to_another_host_is_not_followed() -> None:
    """Only paths of the service are, with the key in the header of each request."""
    links = iter(
        ['</history/refusals?cursor=a>; rel="next"', '<https://evil.example/>; rel="next"']
    )
    requests: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, json={}, headers={"Link": next(links)})

    with ServiceClient(ADDRESS, httpx.MockTransport(handle)) as service:
        assert list(service.pages("/history/refusals", dict, {"limit": 1})) == [{}, {}]
    assert [str(each.url) for each in requests] == [
        f"{ADDRESS.url}/history/refusals?limit=1",
        f"{ADDRESS.url}/history/refusals?cursor=a",
    ]
    assert {each.headers["authorization"] for each in requests} == {"Bearer a-key"}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("tillroll.example", "takes a URL"),
        ("ftp://tillroll.example", "takes a URL"),
        ("https://[", "is no URL"),
        ("https://user:secret@tillroll.example", "takes no credentials"),
        ("https://tillroll.example/?a=b", "without a query"),
        ("http://tillroll.example", "in the clear"),
    ],
)
def test_an_address_that_no_key_may_go_to_is_refused(
    url: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with 2 before it connects."""
    with pytest.raises(typer.Exit) as ended:
        read_address(url, {"TILLROLL_KEY": "a-key"})
    assert ended.value.exit_code == 2
    assert words in capsys.readouterr().err


def test_an_address_is_taken_without_its_slash() -> None:
    """A path stays, and http is for this machine only."""
    for given, taken in (
        ("https://tillroll.example/shop/", "https://tillroll.example/shop"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ):
        assert read_address(given, {"TILLROLL_KEY": " a-key\n"}) == ServiceAddress(taken, "a-key")


def test_a_command_without_a_key_ends_with_2(ask: Asked) -> None:
    """The sentence names the variable."""
    ended = ask("--server", "http://127.0.0.1:9", "show", "1", key=None)
    assert (ended.exit_code, "TILLROLL_KEY" in ended.stderr) == (2, True)


@pytest.mark.parametrize(
    "command",
    [["check"], ["seal-history"], ["deliveries", "resend", "1"], ["ledger", "audit"], ["serve"]],
    ids=" ".join,
)
def test_what_no_service_answers_says_so(command: list[str], ask: Asked) -> None:
    """One sentence names the command, which ends with 2; its help is shown all the same."""
    ended = ask("--server", "http://127.0.0.1:9", *command)
    assert (ended.exit_code, len(ended.stderr.splitlines())) == (2, 1)
    assert f"`tillroll {' '.join(command[:1])}" in ended.stderr
    assert ask(*command[:1], "--help", "--server", "http://127.0.0.1:9").exit_code == 0


def test_a_command_that_needs_neither_ignores_a_service_of_the_environment(
    ask: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service in the environment is no matter to it; one that is named is a mistake."""
    monkeypatch.setenv("TILLROLL_SERVER", "http://127.0.0.1:9")
    assert ask("completion", "bash").exit_code == 0
    assert ask("completion", "bash", "--server", "http://127.0.0.1:9").exit_code == 2


def test_bytes_are_waited_for_as_long_as_the_service_says() -> None:
    """Too many requests are no failure of an export; a service that names no time, or a long one, fails it."""
    answers = [
        httpx.Response(429, headers={"retry-after": "7"}),
        httpx.Response(429, headers={"retry-after": "0"}),
        httpx.Response(200, content=b"\x00tile"),
        httpx.Response(429, headers={"retry-after": "3600"}),
    ]
    waited: list[float] = []
    transport = httpx.MockTransport(lambda _: answers.pop(0))
    with ServiceClient(ADDRESS, transport, wait=waited.append) as service:
        assert service.octets("/ledger/tile/0/000") == b"\x00tile"
        with pytest.raises(typer.Exit):
            service.octets("/ledger/tile/0/001")
    assert waited == [7, 1]


def test_an_absent_head_is_no_failure() -> None:
    """Only the named problem is none; any other still fails."""
    answers = [
        _problem(404, "no-signed-head", "None yet."),
        _problem(404, "ledger-not-configured", "No ledger."),
    ]
    transport = httpx.MockTransport(lambda _: answers.pop(0))
    with ServiceClient(ADDRESS, transport) as service:
        assert service.find_octets("/ledger/checkpoint", absent="no-signed-head") is None
        with pytest.raises(typer.Exit) as ended:
            service.find_octets("/ledger/checkpoint", absent="no-signed-head")
    assert ended.value.exit_code == 78


def test_a_question_without_a_key_has_no_credentials(capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger that is not public asks for a key, and the sentence says where it goes."""
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(401)

    keyless = ServiceAddress("https://tillroll.example", None)
    with (
        ServiceClient(keyless, httpx.MockTransport(answer)) as service,
        pytest.raises(typer.Exit) as ended,
    ):
        service.octets("/ledger/checkpoint")
    assert "authorization" not in requests[0].headers
    assert ended.value.exit_code == 77
    assert "put a history key into TILLROLL_KEY" in capsys.readouterr().err
