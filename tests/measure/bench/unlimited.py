"""`python -m tests.measure.bench.unlimited serve …`: tillroll without limits of rate and without a limit of places."""

from collections.abc import Sequence
from dataclasses import replace

from fastapi import FastAPI
from starlette.types import Lifespan

from interfaces import bootstrap
from interfaces.cli.main import app as command
from interfaces.http.app import Operation, create_http_app
from interfaces.http.dialect import Dialect
from interfaces.http.party import Party
from interfaces.http.pipeline.admission import Admission
from interfaces.http.pipeline.places import Place, Pool

_PLACE = Place(Pool(1, 1.0), "")


class Unlimited(Admission):
    """Admits every request to one place, which is free already."""

    def take(self, party: Party) -> Place | None:
        """Return the place."""
        return _PLACE


def unlimited(
    dialects: Sequence[Dialect], lifespan: "Lifespan[FastAPI]", operation: Operation
) -> FastAPI:
    """The same application without limits."""
    _PLACE.give_back()
    return create_http_app(
        dialects, lifespan, replace(operation, limits=None, admission=Unlimited())
    )


if __name__ == "__main__":
    vars(bootstrap)["create_http_app"] = unlimited
    command()
