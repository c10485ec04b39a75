"""POST /console/suggestions: what the boxes of the pages suggest."""

from tests.interfaces.api.console.console_fixture import OTHER, SAME_ORIGIN, Console

PATH = "/console/suggestions"


async def test_texts_are_suggested_with_what_they_are(signed_in: Console) -> None:
    """The answer is JSON that no cache keeps, and the access log has no text of it."""
    await signed_in.history.dispute()
    answer = await signed_in.post(PATH, q="cof")
    assert answer.json() == [{"text": "Coffee", "label": "article"}]
    assert answer.headers["Cache-Control"] == "private, no-store"
    read = signed_in.history.storage.reads.kept[-1].read
    assert (read.provenance.operation, read.target) == ("suggest", f"POST {PATH}")


async def test_other_merchants_texts_are_not_suggested(console: Console) -> None:
    """A key of another merchant gets none."""
    await console.history.dispute()
    await console.sign_in(OTHER)
    assert (await console.post(PATH, q="cof")).json() == []


async def test_a_form_without_its_token_gets_nothing(signed_in: Console) -> None:
    """The answer is 403."""
    answer = await signed_in.browser.post(PATH, data={"q": "cof"}, headers=SAME_ORIGIN)
    assert answer.status_code == 403


async def test_a_suggestion_finds_something(signed_in: Console) -> None:
    """The box leads from a suggested actor or operation to its search, and from an article to its checkouts."""
    await signed_in.history.dispute()
    for text, address in (
        ("shop:demo-client", "/console/search?actor=shop%3Ademo-client"),
        ("update fees", "/console/events?operation=update+fees"),
        ("coffee", "/console/search?words=coffee"),
    ):
        answer = await signed_in.post("/console/search", q=text)
        assert answer.headers["Location"] == address
        page = await signed_in.page(address)
        assert [each for each in page.links() if "#v" in each]


async def test_boxes_have_suggestions(signed_in: Console) -> None:
    """The script is on every page with a box, and not before the sign-in."""
    page = await signed_in.page("/console/search")
    assert [name for _, name, _ in page.attributes].count("data-suggest") == 2
    async with signed_in.new_browser() as stranger:
        assert "suggest" not in (await stranger.get("/console/sign-in")).text
