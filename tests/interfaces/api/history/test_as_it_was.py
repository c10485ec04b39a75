"""Every answer about the past is the one that was given when it was the present."""

from collections.abc import Mapping
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.commands.change import Change
from application.commands.shop import (
    ChangeReference,
    ReplaceCart,
    ReplaceMetadata,
    Resume,
    Suspend,
    UpdateFees,
)
from domain.values.cart import Cart
from interfaces.http.request.timestamps import http_date, rfc_3339
from tests.examples import examples
from tests.interfaces.api.history.app_fixture import HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOP, TEA, coffee, shipping

PATH = f"/history/checkouts/{ID}"
changes: st.SearchStrategy[Change] = st.one_of(
    st.integers(1, 3).map(lambda n: ReplaceCart(cart=Cart(lines=(coffee(n), TEA)))),
    st.integers(1, 3).map(lambda n: UpdateFees(fees=(shipping(n * 1000),))),
    st.sampled_from([None, "A-1", "A-2"]).map(lambda text: ChangeReference(reference=text)),
    st.sampled_from([None, "{}", '{"a":1.50,"b":"\\u0000"}']).map(
        lambda text: ReplaceMetadata(metadata=text)
    ),
    st.sampled_from([Suspend(), Resume()]),
)


@given(st.lists(st.tuples(st.sampled_from([0, 1, 400, 1000]), changes), max_size=8))
@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow])
async def test_every_version_reads_as_it_did_when_it_was_the_latest(
    history: list[tuple[int, Change]],
) -> None:
    """Byte for byte, named by its number, by its instant, or by the second in which it was the last."""
    app_fixture = AppFixture()
    async with app_fixture.client:
        await app_fixture.opened()
        seen = {3: (app_fixture.now, await app_fixture.get(PATH))}
        for milliseconds, change in history:
            app_fixture.now += timedelta(milliseconds=milliseconds) - timedelta(seconds=1)
            await app_fixture.change(ID, change, SHOP, "change")
            answer = await app_fixture.get(PATH)
            seen.setdefault(answer.json()["version"], (app_fixture.now, answer))

        last_at = {at: version for version, (at, _) in seen.items()}
        last_in = {at.replace(microsecond=0): version for version, (at, _) in seen.items()}
        for version, (at, then) in seen.items():
            now = [await app_fixture.get(f"{PATH}?version={version}")]
            if last_at[at] == version:
                now.append(await app_fixture.get(f"{PATH}?at={rfc_3339(at)}"))
            if last_in[at.replace(microsecond=0)] == version:
                now.append(
                    await app_fixture.get(PATH, {**HISTORY, "Accept-Datetime": http_date(at)})
                )
            for answer in now:
                assert (answer.status_code, answer.content) == (200, then.content)
                assert answer.headers["ETag"] == then.headers["ETag"] == f'"{version}"'


@given(st.lists(changes, max_size=6))
@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.too_slow])
async def test_each_event_is_told_as_the_trail_tells_it(history: list[Change]) -> None:
    """One checkout's events and a search for them are the same, to the byte."""
    app_fixture = AppFixture()
    async with app_fixture.client:
        await app_fixture.opened()
        for change in history:
            await app_fixture.change(ID, change, SHOP, "change")
        one = await app_fixture.get(f"{PATH}/events")
        across = await app_fixture.get(f"/history/events?checkout={ID}&limit=1000")
        assert one.content == across.content


async def test_a_settled_answer_stays_as_it_is_whatever_happens_later(dispute: AppFixture) -> None:
    """What was said to be immutable was; only the way to the last version is known better."""
    paths = [f"{PATH}?version={version}" for version in range(1, 12)]
    paths += [f"{PATH}?at=2026-03-01T14:03:{second:02}Z" for second in range(11)]
    before = {path: await dispute.get(path) for path in paths}
    settled = [path for path, answer in before.items() if _is_immutable(answer.headers)]
    await dispute.change(ID, ChangeReference(reference="A-9"), SHOP, "change reference")
    after = {path: await dispute.get(path) for path in paths}
    for path in settled:
        assert after[path].content == before[path].content
        assert _is_immutable(after[path].headers)
    assert [path for path in paths if path not in settled] == [
        f"{PATH}?version=11",
        f"{PATH}?at=2026-03-01T14:03:10Z",
    ]


def _is_immutable(headers: Mapping[str, str]) -> bool:
    return "immutable" in headers["Cache-Control"]
