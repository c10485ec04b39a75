"""Serve `/checkouts/1/` as `/checkouts/1`: some clients always send the slash, some never do."""

from starlette.types import ASGIApp, Receive, Scope, Send


def without_trailing_slash(path: str) -> str:
    """Return the path in the form of the routes."""
    if len(path) > 1 and path.endswith("/"):
        return path.rstrip("/") or "/"
    return path


class OptionalTrailingSlash:
    """Remove the slash. `raw_path` stays as received, because signatures cover it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if (short := without_trailing_slash(path)) != path:
            scope = {**scope, "path": short}
        await self._app(scope, receive, send)
