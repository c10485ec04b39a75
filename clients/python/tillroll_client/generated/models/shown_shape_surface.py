from enum import StrEnum


class ShownShapeSurface(StrEnum):
    AGENT = "agent"
    API = "api"
    PAGE = "page"
    SVEA_SNIPPET = "svea-snippet"

    def __str__(self) -> str:
        return str(self.value)
