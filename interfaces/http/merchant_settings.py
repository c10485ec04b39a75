"""The part of the configuration that one API has of one merchant."""

from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True)
class MerchantSettings(Generic[S]):
    """The settings of one merchant for one API. `id` is the merchant's, as events name it."""

    id: str
    settings: S
