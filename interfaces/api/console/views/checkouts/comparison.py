"""Two versions of a checkout: in words, value by value, and as a patch."""

from dataclasses import dataclass

import msgspec

from application.history.windows.comparison import FieldChange, VersionComparison
from domain.checkout import Checkout
from interfaces.api.console.text.labels import sentence_case
from interfaces.api.console.text.personal import Pieces, pieces_of
from interfaces.api.console.text.sentences import sentence_text
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.api.console.views.origins import ValueOrigin, origin_of
from interfaces.api.console.views.values import path_name, value_at

_ENCODER = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True)
class ComparedVersion:
    """One of the two versions."""

    number: int
    at: Instant


@dataclass(frozen=True, kw_only=True)
class ComparedField:
    """A value that differs. `before` or `after` is empty where there is none."""

    name: str
    before: Pieces
    after: Pieces
    origin: ValueOrigin


@dataclass(frozen=True, kw_only=True)
class ComparisonView:
    """The comparison. `patch` is JSON (RFC 6902), `newest` the last version of the checkout."""

    before: ComparedVersion
    after: ComparedVersion
    newest: int
    sentences: tuple[Pieces, ...]
    fields: tuple[ComparedField, ...]
    patch: str


def comparison_view(
    comparison: VersionComparison, newest: int, form: ReaderFormat
) -> ComparisonView:
    """Return the view of a comparison."""
    currency = comparison.after.currency
    patch = msgspec.json.format(_ENCODER.encode(comparison.changes), indent=2).decode()
    return ComparisonView(
        before=_version(comparison.before, form),
        after=_version(comparison.after, form),
        newest=newest,
        sentences=tuple(
            pieces_of(sentence_case(sentence_text(each, form)), form)
            for each in comparison.sentences
        ),
        fields=tuple(_field(each, currency, form) for each in comparison.fields),
        patch=patch,
    )


def _version(checkout: Checkout, form: ReaderFormat) -> ComparedVersion:
    return ComparedVersion(checkout.version, form.seconds(checkout.modified_on))


def _field(change: FieldChange, currency: str, form: ReaderFormat) -> ComparedField:
    return ComparedField(
        name=path_name(change.path, form),
        before=value_at(change.path, change.before, currency, form),
        after=value_at(change.path, change.after, currency, form),
        origin=origin_of(change.event, form),
    )
