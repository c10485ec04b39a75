"""Find every part of a configuration file that is not as its type wants it, not the first one only."""

import tomllib
import typing
from collections.abc import Iterator
from typing import Any

import msgspec

from interfaces.configuration.settings import Configuration


def structure_faults(content: bytes) -> Iterator[str]:
    """Yield a sentence for each section, or each element of a list of tables, that cannot be read."""
    try:
        document = tomllib.loads(content.decode())
    except UnicodeDecodeError:
        yield "The file is not text in UTF-8."
        return
    except tomllib.TOMLDecodeError as error:
        yield f"The file is not TOML: {error}."
        return
    fields = {field.name: field for field in msgspec.structs.fields(Configuration)}
    for name, value in document.items():
        if name not in fields:
            yield f"There is no setting {name}."
            continue
        yield from _value_faults(name, value, fields[name].type)
    for name, field in fields.items():
        if field.required and name not in document:
            yield f"The setting {name} is missing."


def _value_faults(name: str, value: Any, type_: Any) -> Iterator[str]:
    elements = typing.get_args(type_) if typing.get_origin(type_) is tuple else ()
    if elements and isinstance(value, list):
        for index, each in enumerate(value):
            yield from _value_faults(f"{name}[{index}]", each, elements[0])
        return
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at `$")
        yield f"{name}{path.rstrip('`')}: {what}."
