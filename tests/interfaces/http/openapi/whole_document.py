"""The OpenAPI document of the whole server, built once in a process."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

from interfaces.bootstrap import create_application
from interfaces.configuration.demo.configuration import demo_configuration
from tests.master_key import MASTER_KEYS


@dataclass(frozen=True)
class Operation:
    """One operation of the document, with its method and its path."""

    method: str
    path: str
    described: dict[str, Any]

    @property
    def name(self) -> str:
        """The method and the path."""
        return f"{self.method.upper()} {self.path}"


@functools.cache
def whole_application() -> FastAPI:
    """The application with every API, without a database."""
    return create_application(
        demo_configuration(), "postgresql://nowhere.invalid", master_keys=MASTER_KEYS
    )


def whole_document() -> dict[str, Any]:
    """The document of `whole_application`."""
    return whole_application().openapi()


def every_operation() -> Iterator[Operation]:
    """Yield every operation of the whole document."""
    for path, item in whole_document()["paths"].items():
        yield from (Operation(method, path, described) for method, described in item.items())
