"""The contract of every store of named searches."""

from dataclasses import replace

from application.ports.readers.saved_searches import SavedSearch
from tests.interfaces.storage.conftest import Storage

MINE = SavedSearch(
    id="1",
    reader="shop",
    person="Eva Ö",
    scope=("demo-shop",),
    name="Fees in March",
    address="/console/events?type=checkout.fees-updated&since=2026-03-01T00%3A00%3A00Z",
    is_shared=False,
)
SHARED = replace(MINE, id="2", name="Agreed", is_shared=True)


async def test_a_person_finds_what_she_saved(storage: Storage) -> None:
    """Her searches are read with all their values, by name; another person with the same key sees the shared one."""
    searches = storage.saved_searches
    assert await searches.save(MINE)
    assert await searches.save(SHARED)
    assert await searches.visible_to("shop", "Eva Ö", ("demo-shop",)) == [SHARED, MINE]
    assert await searches.visible_to("shop", "Bo", ("demo-shop",)) == [SHARED]
    assert await searches.visible_to("department", "", ("demo-shop",)) == [SHARED]


async def test_readers_of_other_merchants_do_not_see_it(storage: Storage) -> None:
    """A shared search is visible in its scope only: not for other merchants, more of them, or all of them."""
    searches = storage.saved_searches
    of_all = replace(SHARED, id="3", reader="audit", scope=None, name="All")
    assert await searches.save(SHARED)
    assert await searches.save(of_all)
    for scope in (("other-shop",), ("demo-shop", "other-shop"), ()):
        assert await searches.visible_to("other", "Eva Ö", scope) == []
    assert await searches.visible_to("other", "Eva Ö", None) == [of_all]


async def test_a_name_is_used_once(storage: Storage) -> None:
    """A search with the name of an earlier one of the same person replaces it."""
    searches = storage.saved_searches
    again = replace(MINE, id="4", address="/console/search", is_shared=True)
    of_another = replace(MINE, id="5", person="Bo")
    for each in (MINE, of_another, again, again):
        assert await searches.save(each)
    assert await searches.visible_to("shop", "Eva Ö", ("demo-shop",)) == [again]
    assert await searches.visible_to("shop", "Bo", ("demo-shop",)) == [again, of_another]


async def test_a_person_has_a_limit(storage: Storage) -> None:
    """At the limit no new name is taken, an old one is replaced, and others are not affected."""
    searches = storage.saved_searches
    assert await searches.save(MINE, most=1)
    assert not await searches.save(SHARED, most=1)
    changed = replace(MINE, id="6", address="/console/refusals")
    assert await searches.save(changed, most=1)
    assert await searches.save(replace(SHARED, person="Bo"), most=1)
    assert await searches.visible_to("shop", "Eva Ö", None) == [changed]


async def test_only_its_owner_deletes_a_search(storage: Storage) -> None:
    """Another person and another key delete nothing, and the owner deletes it once."""
    searches = storage.saved_searches
    assert await searches.save(SHARED)
    assert not await searches.delete("2", "shop", "Bo")
    assert not await searches.delete("2", "other", "Eva Ö")
    assert not await searches.delete("\0", "shop", "Eva Ö")
    assert await searches.delete("2", "shop", "Eva Ö")
    assert not await searches.delete("2", "shop", "Eva Ö")
    assert await searches.visible_to("shop", "Eva Ö", ("demo-shop",)) == []
