"""The error of the embedded PostgreSQL."""


class EmbeddedPostgresFailed(Exception):
    """The embedded PostgreSQL could not be created, started or stopped; the text says why."""

    def __init__(self, problem: str, evidence: str = "") -> None:
        super().__init__(f"{problem}\n\n{evidence}" if evidence else problem)
