"""Places of one share: busy parties get equal numbers, and another party always finds one."""

import pytest
from fastapi import Request

from interfaces.http.pipeline.places import PLACE, Place, Pool, give_back_place
from tests.interfaces.http.pipeline.raw_requests import scope_of


def take_all(pool: Pool, name: str) -> list[Place]:
    """Take places for one party until there is none for it."""
    taken = []
    while (place := pool.take(name)) is not None:
        taken.append(place)
    return taken


def test_one_party_alone_gets_its_part() -> None:
    """Three quarters of the places, and the rest stays free for others."""
    assert len(take_all(Pool(100, 0.75), "a")) == 75


def test_a_party_gets_all_places_where_the_part_is_one() -> None:
    """With a part of 1, nothing is kept free."""
    assert len(take_all(Pool(100, 1.0), "a")) == 100


@pytest.mark.parametrize("limit", [1, 2, 4, 100])
def test_a_party_gets_at_least_one_place(limit: int) -> None:
    """Also in a small pool."""
    assert take_all(Pool(limit, 0.5), "a")


def test_busy_parties_leave_places_for_another() -> None:
    """Six parties take what they get, and the next one gets a place too."""
    pool = Pool(100, 0.75)
    for number in range(6):
        assert take_all(pool, f"busy-{number}")
    assert pool.take("quiet") is not None


def test_requests_of_nobody_in_particular_get_all_places() -> None:
    """Strangers without a token have no part of their own."""
    assert len(take_all(Pool(3, 0.75), "")) == 3


def test_a_place_is_given_back_one_time() -> None:
    """The second time has no effect, so that an endpoint may give a place back before the pipeline does."""
    pool = Pool(1, 1.0)
    request = Request(scope_of("POST", "/", {}))
    give_back_place(request)
    request.scope[PLACE] = pool.take("a")
    copy = Request(dict(request.scope))
    give_back_place(copy)
    give_back_place(request)
    assert (pool.taken, pool.held) == (0, {})
