from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.no_opening_shape import NoOpeningShape


T = TypeVar("T", bound="RefusalProofShape")


@_attrs_define
class RefusalProofShape:
    """A refused command's proof under a signed head of its ledger, and the opening of its entry.

    Attributes:
        checkout (str):
        position (int): The position in the log of refused commands.
        number (int): The number of the attempt within its checkout, as it was logged.
        index (int): The place of the attempt in its ledger, from 0.
        proof (str): The proof (C2SP tlog-proof), as in the answer in text.
        opening (Any): The file of the opening: `{"version", "parts"}`, whose version is the number. Shown are the
            stored texts, sealed texts as sealed, under the rules for openings of events. Null with a reason in
            `no_opening`.
        no_opening (None | NoOpeningShape):
    """

    checkout: str
    position: int
    number: int
    index: int
    proof: str
    opening: Any
    no_opening: None | NoOpeningShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.no_opening_shape import NoOpeningShape

        checkout = self.checkout

        position = self.position

        number = self.number

        index = self.index

        proof = self.proof

        opening = self.opening

        no_opening: dict[str, Any] | None
        if isinstance(self.no_opening, NoOpeningShape):
            no_opening = self.no_opening.to_dict()
        else:
            no_opening = self.no_opening

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "position": position,
                "number": number,
                "index": index,
                "proof": proof,
                "opening": opening,
                "no_opening": no_opening,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.no_opening_shape import NoOpeningShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        position = d.pop("position")

        number = d.pop("number")

        index = d.pop("index")

        proof = d.pop("proof")

        opening = d.pop("opening")

        def _parse_no_opening(data: object) -> None | NoOpeningShape:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                no_opening_type_0 = NoOpeningShape.from_dict(data)

                return no_opening_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | NoOpeningShape, data)

        no_opening = _parse_no_opening(d.pop("no_opening"))

        refusal_proof_shape = cls(
            checkout=checkout,
            position=position,
            number=number,
            index=index,
            proof=proof,
            opening=opening,
            no_opening=no_opening,
        )

        refusal_proof_shape.additional_properties = d
        return refusal_proof_shape

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
