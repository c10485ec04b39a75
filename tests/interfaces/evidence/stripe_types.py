"""Checks a value against the types that Stripe's own library declares for a request. Unknown members are refused."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin

from stripe.params import _dispute_modify_params as declared
from typing_extensions import get_type_hints

_OF_ALL_REQUESTS = {
    "api_key",
    "idempotency_key",
    "stripe_account",
    "stripe_context",
    "stripe_version",
}


def faults(value: object, kind: Any = declared.DisputeModifyParams, at: str = "") -> Iterator[str]:
    """Yield what is wrong with the value."""
    if hasattr(kind, "__required_keys__"):
        yield from _dictionary_faults(value, kind, at)
    elif get_origin(kind) in (NotRequired, Required):
        yield from faults(value, get_args(kind)[0], at)
    elif get_origin(kind) is Union:
        if all(list(faults(value, each, at)) for each in get_args(kind)):
            yield f"{at} is none of {kind}"
    elif get_origin(kind) is Literal:
        if value not in get_args(kind):
            yield f"{at} is not one of {get_args(kind)}"
    elif get_origin(kind) is list:
        if not isinstance(value, list):
            yield f"{at} is no list"
        else:
            for number, each in enumerate(value):
                yield from faults(each, get_args(kind)[0], f"{at}/{number}")
    elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        yield f"{at} is no {kind}"


def _dictionary_faults(value: object, kind: Any, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at} is no object"
        return
    context = {"StripeContext": str, "Mapping": Mapping, **vars(declared)}
    hints = get_type_hints(kind, context, include_extras=True)
    for name in value:
        if name not in hints or name in _OF_ALL_REQUESTS:
            yield f"{at}/{name} is unknown"
        else:
            yield from faults(value[name], hints[name], f"{at}/{name}")
    for name in sorted(kind.__required_keys__ - value.keys()):
        yield f"{at}/{name} is missing"
