"""The rule book: the result of each verb in each stage."""

import inspect
from dataclasses import replace
from typing import get_args

import pytest

from application.commands.change import Change
from application.commands.purchase import CommitPurchase
from application.commands.quote import ReplaceQuote
from domain import refusals
from domain.events import EVENTS
from domain.refusals import (
    Locked,
    Refusal,
)
from domain.stage import Stage
from tests.application.commands.changes import CHANGES, CURRENT
from tests.domain.event_builders import (
    DEADLINE,
    NOW,
    SHIRT,
    SHOP,
    cart_replaced,
    numbered,
    opened,
    recurring_token_issued,
)
from tests.domain.rule_book import (
    AFTER,
    AFTER_THE_DEADLINE,
    BEFORE,
    CARTS,
    IN_TIME,
    OF_THE_APPLICATION,
    RECURRING,
    STAGES,
)
from tests.domain.scenario import recorded, replay


def rows_of(table: str) -> list[tuple[str, str, str]]:
    """Return the cells of a table: row, column, expected result."""
    head, *rows = [
        [cell.strip() for cell in line.split("|")] for line in table.strip("\n").split("\n")
    ]
    return [
        (row[0], column, cell)
        for row in rows
        for column, cell in zip(head[1:], row[1:], strict=True)
    ]


def outcome(row: str, stage: str, *, late: bool) -> str:
    """Return the actual result in the form of the table."""
    is_recurring = row in RECURRING
    issued = [recurring_token_issued()] if is_recurring and stage == "completed" else []
    history = numbered(
        [
            opened(is_recurring=is_recurring),
            cart_replaced(*CARTS.get(row, (SHIRT,))),
            *([BEFORE[row]] if row in BEFORE else []),
            *STAGES[stage],
            *issued,
            *([AFTER[row]] if row in AFTER and stage == "completed" else []),
        ]
    )
    before = replay(history)
    draft = before.draft()
    change = CHANGES[row]
    if isinstance(change, CommitPurchase) and change.shown_version == CURRENT:
        change = replace(change, shown_version=before.version)
    if isinstance(change, ReplaceQuote) and change.based_on == CURRENT:
        change = replace(change, based_on=before.version)
    try:
        change.decide(draft, SHOP, DEADLINE if late else NOW)
    except Refusal as refusal:
        assert draft == before, "a refused verb leaves the checkout as it was"
        return refusal.NAME
    finally:
        assert before == replay(history), "the draft leaked into the original"
    return " + ".join(type(event).__name__ for event in recorded(draft)) or "-"


@pytest.mark.parametrize(("row", "stage", "expected"), rows_of(IN_TIME))
def test_in_time(row: str, stage: str, expected: str) -> None:
    """Before the deadline, the verb in this stage has the result in the table."""
    assert outcome(row, stage, late=False) == expected


@pytest.mark.parametrize(("row", "stage", "expected"), rows_of(AFTER_THE_DEADLINE))
def test_after_the_deadline(row: str, stage: str, expected: str) -> None:
    """After the deadline, with or without Expired, the verb in this stage has the result in the table."""
    assert outcome(row, stage, late=True) == expected


@pytest.mark.parametrize("table", [IN_TIME, AFTER_THE_DEADLINE], ids=["in time", "late"])
def test_no_verb_and_no_stage_is_missing(table: str) -> None:
    """Both tables have all commands and all stages."""
    rows = {row.split(",")[0] for row, _, _ in rows_of(table)}
    columns = {column for _, column, _ in rows_of(table)}
    assert rows == {change.NAME for change in get_args(Change)}
    assert columns == {stage.value for stage in Stage} == STAGES.keys()


def test_no_case_is_missing() -> None:
    """Each row of the table has a command, and begins with its name."""
    assert {row for row, _, _ in rows_of(IN_TIME)} == CHANGES.keys()
    assert all(row.split(",")[0] == change.NAME for row, change in CHANGES.items())


def test_no_refusal_and_no_event_is_missing() -> None:
    """The tables have every refusal of the domain, and every event but Opened."""
    classes = [cls for _, cls in inspect.getmembers(refusals, inspect.isclass)]
    leaves = {cls for cls in classes if issubclass(cls, Refusal) and not cls.__subclasses__()}
    cells = {
        word
        for table in (IN_TIME, AFTER_THE_DEADLINE)
        for _, _, cell in rows_of(table)
        for word in cell.split(" + ")
    }
    refused = {cls.NAME for cls in (leaves - OF_THE_APPLICATION) | {Locked}}
    recorded_events = {event.__name__ for event in EVENTS if event.__name__ != "Opened"}
    assert cells == refused | recorded_events | {"-"}


@pytest.mark.parametrize("stage", STAGES)
def test_each_history_ends_in_its_stage(stage: str) -> None:
    """The history of a column ends in the stage of that column."""
    checkout = replay(numbered([opened(), cart_replaced(SHIRT), *STAGES[stage]]))
    assert checkout.stage.value == stage
