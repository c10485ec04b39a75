"""The page of events across checkouts."""

from tests.interfaces.api.console.console_fixture import OTHER, Console

EVENTS = "/console/events"
CHECKOUT = "/console/checkouts/checkout-1"


async def test_events_are_listed_newest_first(signed_in: Console) -> None:
    """Each event leads to its version of the checkout, and has its actor, and the total after it."""
    await signed_in.history.dispute()
    page = await signed_in.page(EVENTS)
    versions = [each for each in page.links() if "#v" in each]
    assert versions == [f"{CHECKOUT}?version={n}#v{n}" for n in range(11, 0, -1)]
    assert "Fees updated, version 8 of checkout-1 JSON of version 8 of checkout-1" in page.text
    assert "▲ Shop demo-client" in page.text
    assert "379.00 SEK" in page.text


async def test_fee_changes_of_one_key_are_found(signed_in: Console) -> None:
    """The type, the actor and the days lead to an address, and the export has the same question."""
    await signed_in.history.dispute()
    answer = await signed_in.post(
        EVENTS, type="checkout.fees-updated", actor="shop:demo-client", since="2026-03-01"
    )
    page = await signed_in.page(answer.headers["Location"])
    assert {each.partition("#")[2] for each in page.links() if "#v" in each} == {"v8"}
    question = (
        "/history/events?type=checkout.fees-updated&actor=shop%3Ademo-client"
        "&since=2026-03-01T00%3A00%3A00Z"
    )
    for kind in ("text/csv", "application/vnd.apache.parquet", "application/x-ndjson"):
        assert f"-H 'Accept: {kind}'" in page.text
    assert f"'…{question}'" in page.text
    assert "tillroll audit --type checkout.fees-updated --actor shop:demo-client" in page.text


async def test_pages_lead_to_each_other(signed_in: Console) -> None:
    """Fifty events are on a page, the others on the older one, and the newer one is the first again."""
    for _ in range(20):
        await signed_in.history.opened()
    first = await signed_in.page(EVENTS)
    (older,) = [each for each in first.links() if "older=" in each]
    second = await signed_in.page(older)
    assert len([each for each in second.links() if "#v" in each]) == 10
    (newer,) = [each for each in second.links() if "newer=" in each]
    again = await signed_in.page(newer)
    shown = [each for each in first.links() if "#v" in each]
    assert [each for each in again.links() if "#v" in each] == shown


async def test_another_merchants_events_are_not_there(console: Console) -> None:
    """A key of another merchant sees none, also when it names the checkout."""
    await console.history.dispute()
    await console.sign_in(OTHER)
    page = await console.page(f"{EVENTS}?checkout=checkout-1")
    assert "No event meets this condition." in page.text
    assert not [each for each in page.links() if "#v" in each]
    assert console.history.storage.reads.kept[-1].read.provenance.operation == "search events"
