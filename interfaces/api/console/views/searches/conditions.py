"""The conditions of a search on its page: fields to type into, chips for what is set, and links to narrow it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from interfaces.api.console.text.phrases import Shown
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.typed.amounts import NotUnderstood
from interfaces.api.console.typed.conditions import Conditions, FieldKind, SearchField
from interfaces.api.console.typed.times import sent_instant, typed_instant

NO_COUNTS: Mapping[str, Mapping[str, str]] = {}


@dataclass(frozen=True, kw_only=True)
class ChoiceView:
    """A value that a field can have."""

    value: str
    label: Shown
    is_set: bool


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """A field with what was typed into it. `fault` says what is wrong with that; empty if nothing is."""

    name: str
    label: Shown
    hint: Shown
    typed: str
    fault: Shown
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True)
class Chip:
    """A condition that is set, as it was understood. `path` leads to the search without it."""

    label: Shown
    shown: Shown
    path: str


@dataclass(frozen=True)
class FacetLink:
    """A link to the search with another value of a field, and how many it finds; empty if that is not counted."""

    label: Shown
    path: str
    is_set: bool
    count: str


@dataclass(frozen=True)
class Facet:
    """The values of one field as links."""

    label: Shown
    links: tuple[FacetLink, ...]


@dataclass(frozen=True, kw_only=True)
class ConditionsView:
    """The conditions of a page. `cleared` is the address of the page without any."""

    path: str
    cleared: str
    fields: tuple[FieldView, ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    has_faults: bool


def conditions_view(
    conditions: Conditions,
    page: str,
    form: ReaderFormat,
    now: datetime,
    facets: Sequence[str] = (),
    counts: Mapping[str, Mapping[str, str]] = NO_COUNTS,
) -> ConditionsView:
    """Return the view of the conditions of a page.

    `facets` are the fields whose values are links too, and `counts` what those find, by field and value.
    """
    return ConditionsView(
        path=conditions.path(page),
        cleared=page,
        fields=tuple(_field(each, conditions, form, now) for each in conditions.fields),
        chips=tuple(
            Chip(each.label, each.shown, conditions.path(page, without=name))
            for name, each in conditions.understood.items()
        ),
        facets=tuple(
            _facet(each, conditions, page, counts.get(each.name, {}))
            for each in conditions.fields
            if each.name in facets
        ),
        has_faults=bool(conditions.faults),
    )


def merchant_choices(
    names: Mapping[str, str], merchants: tuple[str, ...] | None
) -> Mapping[str, str]:
    """Return the merchants that a reader may see, by their ids. `merchants` is None for all."""
    ids = names if merchants is None else merchants
    return {each: names.get(each, each) for each in sorted(ids)}


def _field(
    searched: SearchField, conditions: Conditions, form: ReaderFormat, now: datetime
) -> FieldView:
    name = searched.name
    typed = conditions.typed[name]
    if name in conditions.understood:
        at = conditions.instant(name)
        sent = conditions.understood[name].sent
        typed = sent if at is None else _local(at, form, now)
    return FieldView(
        name=name,
        label=searched.label,
        hint=searched.hint,
        typed=typed,
        fault=conditions.faults.get(name, ""),
        choices=tuple(
            ChoiceView(value=value, label=label, is_set=value == typed)
            for value, label in searched.choices.items()
        )
        if searched.kind is FieldKind.CHOICE
        else (),
    )


def _local(at: datetime, form: ReaderFormat, now: datetime) -> str:
    """Return a time as it is typed in the zone of the reader; in UTC where that is another time."""
    local = f"{at.astimezone(ZoneInfo(form.zone)):%Y-%m-%d %H:%M:%S}"
    try:
        is_same = typed_instant(local, form.zone, now, is_end=False) == at
    except NotUnderstood:
        is_same = False
    return local if is_same else sent_instant(at)


def _facet(
    searched: SearchField, conditions: Conditions, page: str, counts: Mapping[str, str]
) -> Facet:
    chosen = conditions.text(searched.name)
    return Facet(
        searched.label,
        tuple(
            FacetLink(
                label,
                conditions.path(page, without=searched.name)
                if value == chosen
                else conditions.path(page, **{searched.name: value}),
                value == chosen,
                counts.get(value, ""),
            )
            for value, label in searched.choices.items()
        ),
    )
