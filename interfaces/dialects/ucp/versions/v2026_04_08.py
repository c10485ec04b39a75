"""UCP 2026-04-08, in which all shapes are written. Failures of the business are answered with 200."""

from interfaces.dialects.ucp.requests.hints import hints_of_2026_04_08
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.versions.consents import with_flags
from interfaces.dialects.ucp.versions.version import UcpVersion, bare_order
from interfaces.dialects.ucp.wire import CONTEXT, VERSION, Shape


def _checkout(shape: Shape, _: UcpShop) -> Shape:
    written = with_flags(shape)
    return (
        {**written, CONTEXT: hints_of_2026_04_08(written[CONTEXT])}
        if CONTEXT in written
        else written
    )


def _profile(shape: Shape, _: UcpShop) -> Shape:
    return shape


def _order(shape: Shape) -> Shape:
    return shape


V2026_04_08 = UcpVersion(
    name=VERSION,
    checkout=_checkout,
    profile=_profile,
    order=_order,
    webhook=bare_order,
    statuses={},
    codes={},
    statuses_of_requests={},
    severities={},
    lists_versions=True,
)
