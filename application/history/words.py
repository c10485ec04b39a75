"""What changed between two states, in words: `line 10001: quantity 1 → 3; total 95.00 → 285.00 SEK`."""

from decimal import Decimal

from application.history.document import Document, Field, Path, Value, leaves
from domain.money import in_major_units

_AMOUNTS = frozenset({"unit_price", "total", "tax", "agreed_total", "amount", "discount"})
_RATES = frozenset({"tax_rate"})
_ABSENT = Field("", None)


def in_words(before: Document, after: Document) -> list[str]:
    """One sentence for each thing that differs: a line, a fee, or a part of the checkout. Empty where nothing does."""
    old, new = leaves(before), leaves(after)
    currency = str(after.get("currency") or before.get("currency") or "")
    differing = [
        path
        for path in [*new, *(path for path in old if path not in new)]
        if old.get(path, _ABSENT).value != new.get(path, _ABSENT).value
    ]
    subjects: dict[Path, list[Path]] = {}
    for path in differing:
        subjects.setdefault(_subject(path), []).append(path)
    return [_sentence(subject, paths, old, new, currency) for subject, paths in subjects.items()]


def _subject(path: Path) -> Path:
    if path[:2] == ("cart", "lines"):
        return path[:3]
    if path[0] == "fees":
        return path[:2]
    return path[:1]


def _sentence(
    subject: Path, paths: list[Path], old: dict[Path, Field], new: dict[Path, Field], currency: str
) -> str:
    name = _name(subject)
    depth = len(subject)
    if depth > 1 and not any(path[:depth] == subject for path in old):
        return f"{name} added: {_summary(subject, new, currency)}"
    if depth > 1 and not any(path[:depth] == subject for path in new):
        return f"{name} removed: {_summary(subject, old, currency)}"
    parts = [
        _change(path, depth, old.get(path, _ABSENT).value, new.get(path, _ABSENT).value, currency)
        for path in paths
    ]
    own = [part for part in parts if part.startswith("→") or not name or depth == 1]
    if depth == 1 and len(parts) == 1 and len(paths[0]) == 1:
        return own[0]
    return f"{name}: {'; '.join(parts)}"


def _name(subject: Path) -> str:
    match subject:
        case ("cart", "lines", article):
            return f"line {article}"
        case ("fees", article):
            return f"fee {article}"
        case _:
            return " ".join(map(str, subject)).replace("_", " ")


def _summary(subject: Path, fields: dict[Path, Field], currency: str) -> str:
    def value(name: str) -> Value:
        return fields.get((*subject, name), _ABSENT).value

    said = [str(value("description") or "")]
    if value("quantity") is not None:
        said.append(f"quantity {_shown('quantity', value('quantity'), currency)}")
    amount = "total" if value("total") is not None else "unit_price"
    said.append(f"{amount.replace('_', ' ')} {_shown(amount, value(amount), currency)}")
    return ", ".join(part for part in said if part)


def _change(path: Path, depth: int, before: Value, after: Value, currency: str) -> str:
    field = str(path[-1])
    label = ".".join(map(str, path[depth:] or path)).replace("_", " ")
    old, new = _shown(field, before, currency, bare=True), _shown(field, after, currency)
    return f"{label} {old} → {new}"


def _shown(field: str, value: Value, currency: str, *, bare: bool = False) -> str:
    """A value for people; `bare` leaves the currency to the value that follows."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field in _AMOUNTS and isinstance(value, int):
        amount = in_major_units(value, currency)
        return amount if bare else f"{amount} {currency}"
    if field in _RATES and isinstance(value, int):
        return f"{(Decimal(value) / 100).normalize():f} %"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if value in ({}, []):
        return "empty"
    return str(value)
