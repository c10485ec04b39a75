"""Failed sign-ins are limited, together with those of the API."""

from interfaces.http.app import Operation, create_http_app
from interfaces.http.limits.memory import limits_memory
from interfaces.http.limits.policies import LimitPolicies
from interfaces.http.limits.request_limits import request_limits
from interfaces.runtime.live import Live
from tests.interfaces.api.console.console_fixture import Console, _nothing_to_start


async def test_too_many_wrong_keys_are_refused_before_they_are_compared() -> None:
    """After 30 wrong keys from one address even the right key is 429, as a page that says how long to wait."""
    console = Console()
    limits = request_limits(LimitPolicies(), limits_memory({}), lambda: 10**18)
    console.app = create_http_app(
        [console.dialect], _nothing_to_start, Operation(limits=Live(limits))
    )
    console.browser = console.new_browser()
    for number in range(30):
        assert (await console.sign_in(f"wrong-{number}")).status_code == 401
    answer = await console.sign_in()
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Too many sign-ins have failed." in answer.text
    assert "Set-Cookie" not in answer.headers
