"""The format of sessions in each version of ACP."""

from domain.checkout import Checkout
from interfaces.dialects.acp.requests import DIALECT, AcpRequests
from interfaces.dialects.acp.versions.negotiation import VERSIONS
from interfaces.dialects.acp.versions.version import SessionView, Version
from interfaces.dialects.acp.wire import encode
from interfaces.dialects.session.formats import SessionFormat
from interfaces.dialects.session.settings import SellingSettings


def session_format(version: Version) -> SessionFormat:
    """Return the readers, the renderer and the field paths of a version."""

    def render(checkout: Checkout, selling: SellingSettings, is_completion: bool) -> bytes:
        return encode(
            version.session(
                SessionView(checkout=checkout, selling=selling, is_completion=is_completion)
            )
        )

    return SessionFormat(
        renderer=f"{DIALECT}/{version.name}",
        requests=AcpRequests(version),
        render=render,
        item_path=version.item_path,
        option_path=version.option_path,
        groups_path="fulfillment_groups",
        is_key_required=version.key_required,
    )


FORMATS = {name: session_format(version) for name, version in VERSIONS.items()}
