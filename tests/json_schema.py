"""Validates values by a JSON Schema of draft 2020-12, formats included.

The library is in Rust: with one in Python, schemas took half of the time of the tests of UCP.
"""

from collections.abc import Mapping
from typing import Any

from jsonschema_rs import Draft202012, Draft202012Validator, Registry


class JsonSchema:
    """A schema that says what is wrong with a value."""

    def __init__(self, schema: dict[str, Any], registry: Registry | None = None) -> None:
        """Compile a schema, whose references name resources of a registry. Nothing is fetched."""
        self._validator = Draft202012Validator(
            schema, validate_formats=True, registry=registry, offline=True
        )

    def faults(self, value: Any) -> list[str]:
        """Every fault of a value, each after its place."""
        return [
            f"/{'/'.join(map(str, error.instance_path))}: {error.message}"
            for error in self._validator.iter_errors(value)
        ]

    def validate(self, value: Any) -> None:
        """Fail with every fault of a value."""
        faults = self.faults(value)
        assert not faults, "\n".join(faults)


def registry_of(resources: Mapping[str, Any]) -> Registry:
    """Resources that refer to each other, by their addresses."""
    return Registry(resources.items(), draft=Draft202012)
