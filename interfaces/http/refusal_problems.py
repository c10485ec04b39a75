"""How tillroll's own APIs say why a rule said no: a table from refusal to problem, and its rendering.

A `kind` is what a client switches on and means the same in each of these APIs; what the `detail` advises depends on
who asks, which is why each API has a table of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response

from domain.refusals import Refusal
from interfaces.http.problems import problem


@dataclass(frozen=True, kw_only=True)
class RefusalProblem:
    """One row. `detail` may name the refusal's facts in braces; `shows` are the facts that become members."""

    status: int
    kind: str
    title: str
    detail: str
    shows: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def told(self, refusal: Refusal) -> str:
        """The detail with the facts of this refusal in it."""
        return self.detail.format_map(refusal.facts())


RefusalProblems = Mapping[type[Refusal], RefusalProblem]


def refusal_problem(request: Request, refusal: Refusal, rows: RefusalProblems) -> Response:
    """The refusal as its row says."""
    row = rows[type(refusal)]
    facts = refusal.facts()
    return problem(
        request,
        row.status,
        row.title,
        row.told(refusal),
        kind=row.kind,
        headers=row.headers,
        **{name: facts[name] for name in row.shows},
    )
