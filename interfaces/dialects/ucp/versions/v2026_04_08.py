"""UCP 2026-04-08, in which all shapes are written. Failures of the business are answered with 200."""

from interfaces.dialects.ucp.versions.version import Handlers, OrderEvent, UcpVersion
from interfaces.dialects.ucp.wire import VERSION, Shape


def _same(shape: Shape, _: Handlers) -> Shape:
    return shape


def _same_order(shape: Shape) -> Shape:
    return shape


def _bare(order: Shape, _: OrderEvent) -> Shape:
    """Return the order alone: what happened is read from it."""
    return order


V2026_04_08 = UcpVersion(
    name=VERSION,
    checkout=_same,
    profile=_same,
    order=_same_order,
    statuses={},
    codes={},
    webhook=_bare,
)
