"""The shape of what was shown at a version."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from application.history.shown.display import ReplayedDisplay
from application.history.shown.verdict import (
    Diverges,
    Erased,
    NotRecorded,
    NotReplayed,
    ShownExactly,
    Verdict,
)
from application.history.shown.words import verdict_sentences
from domain.values.shown import Purchaser, Shown, Surface
from interfaces.api.history import wire


def _description(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


_VerdictName = Literal["exactly", "diverges", "erased", "not-recorded", "not-replayed"]
_SurfaceName = Literal["page", "svea-snippet", "api", "agent"]


class LanguageShape(wire.Shape, frozen=True, kw_only=True):
    """The language of amounts."""

    tag: Annotated[str, _description("A BCP 47 tag: `sv-SE`.")]
    known_by: Annotated[
        Literal["page", "checkout", "country"],
        _description(
            "The page said it with the commitment, the checkout names it, or it is assumed from the country of the "
            "checkout. Only the first is the language of the customer's browser."
        ),
    ]


class VerdictShape(wire.Shape, frozen=True, kw_only=True):
    """Whether the replay is what was shown."""

    outcome: Annotated[
        _VerdictName,
        _description(
            "`exactly`: the replay has the digest that was recorded at the commitment. `diverges`: it has another one. "
            "`erased`: the key of the digest was destroyed with the customer's data. `not-recorded`: no digest is "
            "recorded, and what is shown is reconstructed. `not-replayed`: this installation lacks the renderer, the "
            "settings of the merchant, or the master key."
        ),
    ]
    displayed: Annotated[
        Literal["same", "different", "not-claimed"] | None,
        _description(
            "Whether the text that the page said it displayed is that of the replay. A claim of the browser. Null "
            "where the outcome is not `exactly`."
        ),
    ]
    words: Annotated[tuple[str, ...], _description("The same in sentences, with the difference.")]


class MoneyShape(wire.Shape, frozen=True, kw_only=True):
    """How the page wrote 1234567890 and -1234567890 of the currency."""

    positive: str
    negative: str


class RecordedShape(wire.Shape, frozen=True, kw_only=True):
    """What the commitment recorded. The page of a browser claims `page` to `displayed`, and nothing proves them."""

    renderer: str | None
    digest: Annotated[
        str | None,
        _description("A keyed digest: `keyed1:<field>:<SHA-256 of its key>:<HMAC-SHA256>`."),
    ]
    page: Annotated[str | None, _description("The SHA-256 of the page in HTML.")]
    language: str | None
    time_zone: str | None
    money: MoneyShape | None
    displayed: Annotated[str | None, _description("A keyed digest of the text of the page.")]


class PurchaserShape(wire.Shape, frozen=True, kw_only=True):
    """What the shop said of who completed the purchase."""

    device_id: str | None
    account_id: str | None


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
        _SurfaceName,
        _description(
            "`page`: tillroll's page. `svea-snippet`: the same in the frame of a shop's snippet. `api` and `agent`: "
            "the shop or the agent showed the checkout, and tillroll does not know the screen."
        ),
    ]
    verdict: VerdictShape
    known_by: Annotated[
        Literal["recorded", "reconstructed"],
        _description("`recorded` where the outcome of the verdict is `exactly`."),
    ]
    committed_at: Annotated[
        int | None, _description("The version of the commitment to this version; null without one.")
    ]
    recorded: Annotated[
        RecordedShape | None, _description("Null where the commitment recorded nothing.")
    ]
    purchaser: Annotated[
        PurchaserShape | None,
        _description("Null where the commitment names no device and no account."),
    ]
    today: Annotated[
        tuple[str, ...],
        _description("What today's page would show differently; empty for nothing."),
    ]
    renderer: Annotated[
        str, _description("The renderer and its version: `shopper/1`, `acp/2026-04-17`.")
    ]
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


def shown_shape(found: ReplayedDisplay) -> ShownShape:
    """Convert what was shown at a version."""
    answer = found.answer
    return ShownShape(
        checkout=found.checkout.id,
        version=found.version,
        time=found.at,
        surface=_SURFACES[found.surface],
        verdict=_verdict_shape(found.verdict),
        known_by="recorded" if isinstance(found.verdict, ShownExactly) else "reconstructed",
        committed_at=found.committed_at,
        recorded=None if found.recorded is None else _recorded_shape(found.recorded),
        purchaser=None if found.purchaser is None else _purchaser_shape(found.purchaser),
        today=found.today,
        renderer=found.renderer,
        page=found.page,
        language=LanguageShape(tag=found.language.tag, known_by=found.language.known_by.value),
        customer_data=found.sight.value,
        shown=msgspec.Raw(found.page_json),
        answer=None
        if answer is None
        else ShopAnswerShape(media_type=answer.media_type, body=answer.body),
    )


def _verdict_shape(verdict: Verdict) -> VerdictShape:
    return VerdictShape(
        outcome=outcome_of(verdict),
        displayed=verdict.displayed.value if isinstance(verdict, ShownExactly) else None,
        words=verdict_sentences(verdict),
    )


def outcome_of(verdict: Verdict) -> _VerdictName:
    """Return the name of a verdict."""
    match verdict:
        case ShownExactly():
            return "exactly"
        case Diverges():
            return "diverges"
        case Erased():
            return "erased"
        case NotRecorded():
            return "not-recorded"
        case NotReplayed():
            return "not-replayed"


def _recorded_shape(recorded: Shown) -> RecordedShape:
    claims = recorded.claims
    money = None if claims is None else claims.money
    return RecordedShape(
        renderer=recorded.renderer,
        digest=recorded.digest,
        page=None if claims is None else claims.page,
        language=None if claims is None else claims.language,
        time_zone=None if claims is None else claims.time_zone,
        money=None
        if money is None
        else MoneyShape(positive=money.positive, negative=money.negative),
        displayed=recorded.displayed,
    )


def _purchaser_shape(purchaser: Purchaser) -> PurchaserShape:
    return PurchaserShape(device_id=purchaser.device_id, account_id=purchaser.account_id)


_SURFACES: dict[Surface, _SurfaceName] = {
    Surface.PAGE: "page",
    Surface.SVEA_SNIPPET: "svea-snippet",
    Surface.API: "api",
    Surface.AGENT: "agent",
}
