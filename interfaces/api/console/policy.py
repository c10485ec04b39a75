"""The headers of every answer of the console.

Nothing is loaded from another host, no script or style is inline, and no other page may frame these. `same-origin`
stands in place of the server's `no-referrer`, with which a browser sends the Origin of a form as `null` (Fetch, "append
a request Origin header").
"""

from typing import Final

from fastapi import Response

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FEATURES = ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def with_policy(response: Response) -> Response:
    """Set the headers of the console on a response that does not set its own, and return it."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def see_other(location: str) -> Response:
    """Return 303 to a path of the console."""
    return with_policy(Response(status_code=303, headers={"Location": location}))
