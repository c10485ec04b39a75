"""The frozen renderers: the exact JSON of the customer's page, and the page itself.

The golden file is never renewed. A renderer that has to render something else is a new one, with a golden file of its
own, and this one stays as it is.
"""

import hashlib
import json
from pathlib import Path

import pytest

import interfaces.api.shown
from domain.refusals import Refusal
from domain.stage import Stage
from domain.values.shown import Sight
from interfaces.api.shopper.errors import NOT_IDENTIFIED, PROBLEMS
from interfaces.api.shopper.shapes import CheckoutShown
from interfaces.api.shown import renderers, v1, v2
from interfaces.http.errors.problems import type_of
from tests.interfaces.api.shown.states import BY, STATES

FOLDER = Path(__file__).parent / "golden"
GOLDEN_1 = json.loads((FOLDER / "v1.json").read_bytes())
GOLDEN_2 = json.loads((FOLDER / "v2.json").read_bytes())
PAGES = Path(interfaces.api.shown.__file__).parent / "pages"


@pytest.mark.parametrize("name", GOLDEN_1)
def test_version_1_renders_as_it_always_did(name: str) -> None:
    """Each byte of the JSON is the golden's."""
    build, sight = STATES[name]
    assert v1.render(build(), sight).decode() == GOLDEN_1[name]


@pytest.mark.parametrize("name", STATES)
def test_version_2_renders_as_it_always_did(name: str) -> None:
    """Each byte of the JSON is the golden's."""
    build, sight = STATES[name]
    assert v2.render(build(), sight).decode() == GOLDEN_2[name]


@pytest.mark.parametrize("name", STATES)
def test_the_rows_of_today_add_up(name: str) -> None:
    """Lines, fees, deliveries and taxes on the whole come to the total, and their taxes to the tax."""
    build, sight = STATES[name]
    content = json.loads(renderers.CURRENT.render(build(), sight))
    parts = [content[part] for part in ("lines", "fees", "deliveries", "taxes")]
    totals = content["totals"]
    assert [sum(row["total"] for row in rows) for rows in parts] == [
        totals[part] for part in ("lines", "fees", "deliveries", "taxes")
    ]
    assert sum(row["total"] for rows in parts for row in rows) == totals["total"]
    inside = sum(row["tax"] for rows in parts[:3] for row in rows)
    assert inside + totals["taxes"] == totals["tax"]


def test_the_states_reach_every_stage() -> None:
    """The golden file has a state of each stage."""
    assert {build().stage for build, _ in STATES.values()} == set(Stage)


@pytest.mark.parametrize("name", STATES)
def test_the_json_has_the_shape_that_is_documented(name: str) -> None:
    """The shape of the shopper's API reads the JSON, and writes the same bytes."""
    build, sight = STATES[name]
    rendered = renderers.CURRENT.render(build(), sight)
    assert CheckoutShown.model_validate_json(rendered).model_dump_json().encode() == rendered


@pytest.mark.parametrize("name", STATES)
def test_the_obstacle_is_what_a_commit_is_answered_today(name: str) -> None:
    """What hinders the purchase has the words of the refusal. Where those change, a new renderer has to follow."""
    build, sight = STATES[name]
    checkout = build()
    obstacle = json.loads(renderers.CURRENT.render(checkout, sight))["obstacle"]
    try:
        checkout.draft().commit(checkout.version, by=BY, at=checkout.modified_on)
    except Refusal as refusal:
        row = PROBLEMS[type(refusal)]
        expected = (type_of(row.kind), row.title, row.detail_of(refusal))
        assert tuple(obstacle.values()) == expected
    else:
        unknown = checkout.customer is not None and sight is Sight.MASKED
        kind = NOT_IDENTIFIED
        words = {"type": type_of(kind.kind), "title": kind.title, "detail": kind.detail}
        assert obstacle == (words if unknown else None)


def test_marks_in_place_of_personal_data_are_not_masked() -> None:
    """A page that masks the customer shows the mark of an erased text whole."""
    build, _ = STATES["a person, masked"]
    rendered = v1.render(build(), Sight.MASKED, lambda text: text == "Jane")
    customer = json.loads(rendered)["customer"]
    assert (customer["first_name"], customer["last_name"]) == ("Jane", "Å…")


def test_every_page_is_named_by_its_hash() -> None:
    """No version of the page was edited, and those of all renderers are there."""
    files = {file.stem: file.read_bytes() for file in PAGES.glob("*.html")}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} == {
        name: name for name in files
    }
    assert renderers.V1.page in files
    assert renderers.V1.page == "b4aaf898335e97f311e88737410635990fc56bc9c23e9439c5cff7c4134d6c8f"
