from enum import StrEnum


class SuggestionShapeKind(StrEnum):
    ACTOR = "actor"
    ARTICLE = "article"
    OPERATION = "operation"
    REFERENCE = "reference"

    def __str__(self) -> str:
        return str(self.value)
