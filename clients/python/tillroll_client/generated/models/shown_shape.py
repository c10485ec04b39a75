from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.shown_shape_customer_data import ShownShapeCustomerData
from ..models.shown_shape_known_by import ShownShapeKnownBy
from ..models.shown_shape_surface import ShownShapeSurface

if TYPE_CHECKING:
    from ..models.language_shape import LanguageShape
    from ..models.purchaser_shape import PurchaserShape
    from ..models.recorded_shape import RecordedShape
    from ..models.shop_answer_shape import ShopAnswerShape
    from ..models.verdict_shape import VerdictShape


T = TypeVar("T", bound="ShownShape")


@_attrs_define
class ShownShape:
    """What the customer had before the eyes at a version.

    Attributes:
        checkout (str):
        version (int):
        time (str):
        surface (ShownShapeSurface): `page`: tillroll's page. `svea-snippet`: the same in the frame of a shop's snippet.
            `api` and `agent`: the shop or the agent showed the checkout, and tillroll does not know the screen.
        verdict (VerdictShape): Whether the replay is what was shown.
        known_by (ShownShapeKnownBy): `recorded` where the outcome of the verdict is `exactly`.
        committed_at (int | None): The version of the commitment to this version; null without one.
        recorded (None | RecordedShape): Null where the commitment recorded nothing.
        purchaser (None | PurchaserShape): Null where the commitment names no device and no account.
        today (list[str]): What today's page would show differently; empty for nothing.
        renderer (str): The renderer and its version: `shopper/1`, `acp/2026-04-17`.
        page (str): The SHA-256 of the page in HTML that shows this JSON.
        language (LanguageShape): The language of amounts.
        customer_data (ShownShapeCustomerData): How much of the customer data the page got: the whole of it if it had
            identified the customer.
        shown (Any): What GET /shopper/{public_token} answered to the page, without the token; where `surface` is not
            `page`, what it would have answered.
        answer (None | ShopAnswerShape): Null for the surface `page`, and for an API or a merchant that is not
            configured any more.
    """

    checkout: str
    version: int
    time: str
    surface: ShownShapeSurface
    verdict: VerdictShape
    known_by: ShownShapeKnownBy
    committed_at: int | None
    recorded: None | RecordedShape
    purchaser: None | PurchaserShape
    today: list[str]
    renderer: str
    page: str
    language: LanguageShape
    customer_data: ShownShapeCustomerData
    shown: Any
    answer: None | ShopAnswerShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.purchaser_shape import PurchaserShape
        from ..models.recorded_shape import RecordedShape
        from ..models.shop_answer_shape import ShopAnswerShape

        checkout = self.checkout

        version = self.version

        time = self.time

        surface = self.surface.value

        verdict = self.verdict.to_dict()

        known_by = self.known_by.value

        committed_at: int | None
        committed_at = self.committed_at

        recorded: dict[str, Any] | None
        if isinstance(self.recorded, RecordedShape):
            recorded = self.recorded.to_dict()
        else:
            recorded = self.recorded

        purchaser: dict[str, Any] | None
        if isinstance(self.purchaser, PurchaserShape):
            purchaser = self.purchaser.to_dict()
        else:
            purchaser = self.purchaser

        today = self.today

        renderer = self.renderer

        page = self.page

        language = self.language.to_dict()

        customer_data = self.customer_data.value

        shown = self.shown

        answer: dict[str, Any] | None
        if isinstance(self.answer, ShopAnswerShape):
            answer = self.answer.to_dict()
        else:
            answer = self.answer

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "time": time,
                "surface": surface,
                "verdict": verdict,
                "known_by": known_by,
                "committed_at": committed_at,
                "recorded": recorded,
                "purchaser": purchaser,
                "today": today,
                "renderer": renderer,
                "page": page,
                "language": language,
                "customer_data": customer_data,
                "shown": shown,
                "answer": answer,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.language_shape import LanguageShape
        from ..models.purchaser_shape import PurchaserShape
        from ..models.recorded_shape import RecordedShape
        from ..models.shop_answer_shape import ShopAnswerShape
        from ..models.verdict_shape import VerdictShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        time = d.pop("time")

        surface = ShownShapeSurface(d.pop("surface"))

        verdict = VerdictShape.from_dict(d.pop("verdict"))

        known_by = ShownShapeKnownBy(d.pop("known_by"))

        def _parse_committed_at(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        committed_at = _parse_committed_at(d.pop("committed_at"))

        def _parse_recorded(data: object) -> None | RecordedShape:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                recorded_type_0 = RecordedShape.from_dict(data)

                return recorded_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecordedShape, data)

        recorded = _parse_recorded(d.pop("recorded"))

        def _parse_purchaser(data: object) -> None | PurchaserShape:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                purchaser_type_0 = PurchaserShape.from_dict(data)

                return purchaser_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PurchaserShape, data)

        purchaser = _parse_purchaser(d.pop("purchaser"))

        today = cast(list[str], d.pop("today"))

        renderer = d.pop("renderer")

        page = d.pop("page")

        language = LanguageShape.from_dict(d.pop("language"))

        customer_data = ShownShapeCustomerData(d.pop("customer_data"))

        shown = d.pop("shown")

        def _parse_answer(data: object) -> None | ShopAnswerShape:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                answer_type_0 = ShopAnswerShape.from_dict(data)

                return answer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopAnswerShape, data)

        answer = _parse_answer(d.pop("answer"))

        shown_shape = cls(
            checkout=checkout,
            version=version,
            time=time,
            surface=surface,
            verdict=verdict,
            known_by=known_by,
            committed_at=committed_at,
            recorded=recorded,
            purchaser=purchaser,
            today=today,
            renderer=renderer,
            page=page,
            language=language,
            customer_data=customer_data,
            shown=shown,
            answer=answer,
        )

        shown_shape.additional_properties = d
        return shown_shape

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
