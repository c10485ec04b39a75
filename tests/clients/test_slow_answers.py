"""What the Python client raises where tillroll does not answer in time."""

import httpx
import pytest
from tillroll_client.generated import AuthenticatedClient
from tillroll_client.generated.api.walley_checkout import walley_read_checkout
from tillroll_client.waiting import TIMEOUT, TillrollSlow, timeouts_as_slow


def client_that_meets(late: httpx.TransportError) -> AuthenticatedClient:
    """A client whose requests end with this error."""

    def answer(request: httpx.Request) -> httpx.Response:
        raise late

    return AuthenticatedClient(
        base_url="http://tillroll.test",
        token="t",
        timeout=TIMEOUT,
        httpx_args={"transport": httpx.MockTransport(answer)},
    )


@pytest.mark.parametrize(
    ("late", "may_have_worked"),
    [
        (httpx.ConnectTimeout("late"), False),
        (httpx.PoolTimeout("late"), False),
        (httpx.ReadTimeout("late"), True),
        (httpx.WriteTimeout("late"), True),
    ],
)
async def test_a_timeout_says_whether_the_request_may_have_worked(
    late: httpx.TimeoutException, may_have_worked: bool
) -> None:
    """Without a connection nothing was sent. Later the request may have been worked. Both kinds of calls say so."""
    client = client_that_meets(late)
    with pytest.raises(TillrollSlow) as slow, timeouts_as_slow():
        walley_read_checkout.sync("checkout-1", client=client)
    assert slow.value.may_have_worked is may_have_worked
    assert slow.value.__cause__ is late
    with pytest.raises(TillrollSlow), timeouts_as_slow():
        await walley_read_checkout.asyncio("checkout-1", client=client)


def test_other_errors_stay() -> None:
    """A refused connection is no timeout."""
    client = client_that_meets(httpx.ConnectError("refused"))
    with pytest.raises(httpx.ConnectError), timeouts_as_slow():
        walley_read_checkout.sync("checkout-1", client=client)
