"""Every endpoint of the console, with a valid request."""

from tests.system.access.endpoint import Endpoint, Kind


def console_endpoints() -> list[Endpoint]:
    """The endpoints, of which all but the sign-in need a session."""
    checkout = "/console/checkouts/{checkout_id}"
    return [
        Endpoint("GET", "/console", Kind.CONSOLE, other_statuses=(303,)),
        Endpoint("GET", "/console/search", Kind.CONSOLE),
        Endpoint("GET", "/console/overview", Kind.CONSOLE),
        Endpoint("GET", "/console/live", Kind.CONSOLE),
        Endpoint("GET", "/console/live/stream", Kind.CONSOLE),
        Endpoint("GET", "/console/system", Kind.CONSOLE),
        Endpoint(
            "GET",
            "/console/system/resend",
            Kind.CONSOLE,
            other_statuses=(403, 404),
        ),
        Endpoint(
            "POST",
            "/console/system/resend",
            Kind.CONSOLE,
            other_statuses=(403, 404),
        ),
        Endpoint("POST", "/console/search", Kind.CONSOLE, other_statuses=(303,)),
        Endpoint("POST", "/console/suggestions", Kind.CONSOLE),
        Endpoint("POST", "/console/searches", Kind.CONSOLE, other_statuses=(422,)),
        Endpoint("POST", "/console/searches/delete", Kind.CONSOLE, other_statuses=(404,)),
        Endpoint("GET", "/console/refusals", Kind.CONSOLE),
        Endpoint("POST", "/console/refusals", Kind.CONSOLE, other_statuses=(303,)),
        Endpoint("GET", "/console/events", Kind.CONSOLE),
        Endpoint("GET", "/console/events/file", Kind.CONSOLE, query="?format=csv"),
        Endpoint("POST", "/console/events", Kind.CONSOLE, other_statuses=(303,)),
        Endpoint("GET", "/console/readers", Kind.CONSOLE, other_statuses=(403,)),
        Endpoint("POST", "/console/readers", Kind.CONSOLE, other_statuses=(303,)),
        Endpoint("GET", checkout + "/looked-at", Kind.CONSOLE, other_statuses=(303, 403)),
        Endpoint("POST", "/console/preferences", Kind.CONSOLE, other_statuses=(303,)),
        Endpoint("POST", "/console/sign-out", Kind.CONSOLE, other_statuses=(303,)),
        Endpoint("GET", checkout, Kind.CONSOLE),
        Endpoint("GET", checkout + "/compare", Kind.CONSOLE),
        Endpoint("GET", checkout + "/blame", Kind.CONSOLE, query="?field=/total"),
        Endpoint("GET", checkout + "/events/{version}", Kind.CONSOLE),
        Endpoint("GET", checkout + "/proof/{version}", Kind.CONSOLE, other_statuses=(404,)),
        Endpoint("GET", checkout + "/evidence", Kind.CONSOLE),
        Endpoint("GET", checkout + "/evidence/file", Kind.CONSOLE, other_statuses=(404,)),
        Endpoint("GET", checkout + "/refusals/{position}", Kind.CONSOLE, other_statuses=(404,)),
        Endpoint(
            "GET", checkout + "/refusals/{position}/proof", Kind.CONSOLE, other_statuses=(404,)
        ),
        Endpoint("GET", checkout + "/shown/{version}", Kind.CONSOLE),
        Endpoint("GET", checkout + "/shown/{version}/page", Kind.CONSOLE),
        Endpoint("GET", "/console/sign-in", Kind.OPEN),
        Endpoint("POST", "/console/sign-in", Kind.OPEN),
        Endpoint("GET", "/console/static/{file_name}", Kind.OPEN),
    ]
