"""Refusals as problem details, for tillroll's own APIs.

A `kind` is what a client switches on; it means the same in each API. The detail ends in advice that depends on the
caller, so each API builds a table of its own from `interfaces.api.refusals`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response

from domain.refusals import Refusal
from domain.values.money import in_major_units
from interfaces.http.errors.problems import problem
from interfaces.http.errors.table import ErrorTable


@dataclass(frozen=True, kw_only=True)
class RefusalProblem:
    """One row. `detail` may name the refusal's facts in braces; `shows` are the facts that become members.

    `amounts` are the facts that are minor units of the fact `currency`; the detail has them as in 26.72 USD.
    """

    status: int
    kind: str
    title: str
    detail: str
    shows: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    amounts: tuple[str, ...] = ()

    def detail_of(self, refusal: Refusal) -> str:
        """Return the detail with the facts of this refusal in it."""
        facts = refusal.facts()
        for name in self.amounts:
            currency = str(facts["currency"])
            facts[name] = f"{in_major_units(int(str(facts[name])), currency)} {currency}"
        return self.detail.format_map(facts)


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
