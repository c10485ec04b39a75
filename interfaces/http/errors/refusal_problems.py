"""Refusals as problem details, for tillroll's own APIs.

A `kind` is what a client switches on; it means the same in each API. The detail ends in advice that depends on the
caller, so each API builds a table of its own from `interfaces.api.refusals`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response

from domain.refusals import Refusal
from interfaces.http.errors.problems import problem
from interfaces.http.errors.table import ErrorTable


@dataclass(frozen=True, kw_only=True)
class RefusalProblem:
    """One row. `detail` may name the refusal's facts in braces; `shows` are the facts that become members."""

    status: int
    kind: str
    title: str
    detail: str
    shows: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def detail_of(self, refusal: Refusal) -> str:
        """Return the detail with the facts of this refusal in it."""
        return self.detail.format_map(refusal.facts())


RefusalProblems = ErrorTable[RefusalProblem]


def refusal_problem(request: Request, refusal: Refusal, rows: RefusalProblems) -> Response:
    """Render the refusal by its row."""
    row = rows[type(refusal)]
    facts = refusal.facts()
    return problem(
        request,
        row.status,
        row.title,
        row.detail_of(refusal),
        kind=row.kind,
        headers=row.headers,
        **{name: facts[name] for name in row.shows},
    )
