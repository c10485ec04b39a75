"""The shape of what was shown at a version."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from interfaces.api.history import wire
from interfaces.api.shown.reconstruction import ShownState, Surface


def _description(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


class LanguageShape(wire.Shape, frozen=True, kw_only=True):
    """The language of amounts. That of the customer's browser is not recorded."""

    tag: Annotated[str, _description("A BCP 47 tag: `sv-SE`.")]
    known_by: Annotated[
        Literal["checkout", "country"],
        _description(
            "The checkout names the language, or it is assumed from the country of the checkout."
        ),
    ]


class ShopAnswerShape(wire.Shape, frozen=True, kw_only=True):
    """The body with which the API of the shop or the agent answers a read of this version."""

    media_type: str
    body: str


class ShownShape(wire.Shape, frozen=True, kw_only=True):
    """What the customer had before the eyes at a version."""

    checkout: str
    version: int
    time: datetime
    surface: Annotated[
        Literal["page", "api", "agent"],
        _description(
            "`page`: tillroll's page, by itself or in a snippet. `api` and `agent`: no request of the page changed the "
            "checkout; the shop or the agent showed it, and tillroll does not know the screen."
        ),
    ]
    known_by: Annotated[
        Literal["reconstructed"],
        _description("The frozen renderer rendered the recorded state. No digest was recorded."),
    ]
    renderer: Annotated[str, _description("The version of the renderer: `shopper/1`.")]
    page: Annotated[str, _description("The SHA-256 of the page in HTML that shows this JSON.")]
    language: LanguageShape
    customer_data: Annotated[
        Literal["whole", "masked", "nothing"],
        _description(
            "How much of the customer data the page got: the whole of it if it had identified the customer."
        ),
    ]
    shown: Annotated[
        msgspec.Raw,
        _description(
            "What GET /shopper/{public_token} answered to the page, without the token; where `surface` is not `page`, "
            "what it would have answered."
        ),
    ]
    answer: Annotated[
        ShopAnswerShape | None,
        _description(
            "Null for the surface `page`, and for an API or a merchant that is not configured any more."
        ),
    ]


def shown_shape(found: ShownState) -> ShownShape:
    """Convert what was shown at a version."""
    answer = found.answer
    return ShownShape(
        checkout=found.checkout.id,
        version=found.version,
        time=found.at,
        surface=_SURFACES[found.surface],
        known_by="reconstructed",
        renderer=found.renderer.name,
        page=found.renderer.page,
        language=LanguageShape(
            tag=found.language.tag,
            known_by="checkout" if found.language.is_recorded else "country",
        ),
        customer_data=found.sight.value,
        shown=msgspec.Raw(found.page_json),
        answer=None
        if answer is None
        else ShopAnswerShape(media_type=answer.media_type, body=answer.body),
    )


_SurfaceName = Literal["page", "api", "agent"]
_SURFACES: dict[Surface, _SurfaceName] = {
    Surface.PAGE: "page",
    Surface.API: "api",
    Surface.AGENT: "agent",
}
