"""The questions that a command asks a service. `ServiceClient` implements them; a command loads it when it asks."""

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeVar

S = TypeVar("S")
Parameters = Mapping[str, str | int | None]


class Questions(Protocol):
    """Questions to the history API. Each exits with a sentence where there is no answer."""

    def get(self, path: str, shape: type[S], parameters: Parameters | None = None) -> S:
        """Return the document at a path, without the parameters that are None."""
        ...

    def get_linked(
        self, path: str, shape: type[S], parameters: Parameters | None = None
    ) -> tuple[S, Mapping[str, str]]:
        """Return the document at a path, and the paths of its `Link` header by each word of their relations."""
        ...

    def pages(self, path: str, shape: type[S], parameters: Parameters) -> Iterator[S]:
        """Yield the document at a path and those behind its `Link` headers (rel="next")."""
        ...
