"""All events of a search as a file, from the page with a session."""

import csv
import io
import json

import pytest
from pyarrow import parquet

from interfaces.api.readers.stream_limit import STREAMS_PER_KEY
from tests.interfaces.api.console.console_fixture import OTHER, Console
from tests.interfaces.api.console.test_hostile_texts import tell as tell_hostile
from tests.interfaces.api.console.test_personal_data import EMAIL, tell

EVENTS = "/console/events"


def csv_rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of its columns."""
    return list(csv.DictReader(io.StringIO(text)))


async def test_the_files_have_every_hit(signed_in: Console) -> None:
    """Each link of the page leads to a file with all events of the search, and not of its page only."""
    for _ in range(20):
        await signed_in.history.opened()
    await signed_in.history.dispute()
    page = await signed_in.page(f"{EVENTS}?dialect=walley")
    links = [each for each in page.links() if each.startswith(f"{EVENTS}/file")]
    files = [await signed_in.browser.get(each) for each in links]
    assert [each.headers["Content-Disposition"] for each in files] == [
        f'attachment; filename="events.{end}"' for end in ("csv", "parquet", "ndjson")
    ]
    rows = csv_rows(files[0].text)
    lines = [json.loads(line) for line in files[2].text.splitlines()]
    table = parquet.read_table(io.BytesIO(files[1].content)).to_pylist()
    assert len(rows) == 60 + 7
    assert {each["dialect"] for each in rows} == {"walley"}
    places = [(each["checkout"], int(each["version"])) for each in rows]
    assert [(each["subject"], int(each["id"])) for each in lines] == places
    assert [(each["checkout"], each["version"]) for each in table] == places


async def test_a_file_is_a_reading(signed_in: Console) -> None:
    """The access log has the file with its conditions."""
    await signed_in.browser.get(f"{EVENTS}/file?format=csv&type=checkout.opened")
    read = signed_in.history.storage.reads.kept[-1].read
    assert read.provenance.operation == "export events as text/csv"
    assert read.target == f"{EVENTS}/file?format=csv&type=checkout.opened"


async def test_a_file_has_the_readers_merchants_only(console: Console) -> None:
    """A key of another merchant gets a file without rows."""
    await console.history.dispute()
    await console.sign_in(OTHER)
    answer = await console.browser.get(f"{EVENTS}/file?format=csv")
    assert csv_rows(answer.text) == []
    assert "checkout-1" not in answer.text


async def test_personal_data_needs_its_scope(signed_in: Console, auditor: Console) -> None:
    """Without `persons:read` the e-mail address is sealed in every file; with it, it is there."""
    await tell(auditor)
    for name in ("csv", "cloudevents"):
        path = f"{EVENTS}/file?format={name}"
        assert EMAIL in (await auditor.browser.get(path)).text
    await signed_in.sign_in()
    for name in ("csv", "cloudevents"):
        assert EMAIL not in (await signed_in.browser.get(f"{EVENTS}/file?format={name}")).text


async def test_a_formula_is_a_text(signed_in: Console) -> None:
    """A reference that a spreadsheet would run as a formula begins with an apostrophe."""
    await tell_hostile(signed_in, '=HYPERLINK("x")')
    answer = await signed_in.browser.get(f"{EVENTS}/file?format=csv")
    assert {each["reference"] for each in csv_rows(answer.text)} == {"", '\'=HYPERLINK("x")'}


async def test_a_file_counts_with_the_streams_of_the_key(signed_in: Console) -> None:
    """At the limit of the key a file is 429."""
    ends = [signed_in.history.streams.take("demo-history") for _ in range(STREAMS_PER_KEY)]
    answer = await signed_in.browser.get(f"{EVENTS}/file?format=csv")
    assert answer.status_code == 429
    ends[0]()
    answer = await signed_in.browser.get(f"{EVENTS}/file?format=csv")
    assert answer.status_code == 200


@pytest.mark.parametrize("query", ["", "?format=xml", "?format=csv&total=x", "?format=csv&no=1"])
async def test_an_address_that_cannot_be_read_is_refused(signed_in: Console, query: str) -> None:
    """The answer is 400, and no file."""
    answer = await signed_in.browser.get(f"{EVENTS}/file{query}")
    assert answer.status_code == 400
