"""The messages of errors that come from other layers in English, recognised by their templates and translated.

The layers below know no reader, so their errors have whole sentences. A sentence that is not listed here is shown as
it is.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from interfaces.api.console.text.phrases import Phrase, Shown, phrase

_KNOWN: Final = (
    phrase("There is nothing at this path."),
    phrase("This path answers to {methods}."),
    phrase("The body may be at most {number} bytes."),
    phrase("The body was not there after {seconds} seconds. Send it again."),
    phrase("The request ended before its body was complete."),
    phrase("{reason} Ask again in {seconds} seconds."),
    phrase("Too many sign-ins have failed."),
    phrase("This address has made too many requests."),
    phrase("The service cannot answer at the moment. Ask again."),
    phrase("Something went wrong on our side; the log has it under this request's id."),
    phrase("This key does not have the scope {scope}."),
    phrase("This key does not reach the merchant {merchant}."),
    phrase("Who has read is shown to auditors, whose keys reach all merchants."),
    phrase("This form is of another session. Open the page again, and send it from there."),
    phrase("This form was sent from another site, or by a program. Nothing was done."),
    phrase("This is not a form of the console."),
    phrase("Sign in to see this page."),
    phrase("This key is unknown. Compare it with the one that you were given."),
    phrase("Sign in at {address}, over https."),
    phrase(
        "This connection is plain http, so everybody on the way could read the key. Open the console over https, "
        "or on the machine itself, at a loopback address. If a proxy before the server speaks https, name it in "
        "[serving] trusted_proxies, or set public_address."
    ),
    phrase("{parameter}: cannot go together with at."),
    phrase("{parameter}: must not be given more than once."),
    phrase("{parameter}: must not be given with older."),
    phrase("{parameter}: must be from a link of this page."),
    phrase("{parameter}: must be a version: a whole number from 1."),
    phrase("{parameter}: must be a whole number from 1."),
    phrase(
        "{parameter}: must be an instant as in RFC 3339, with its offset: 2026-03-01T14:03:12Z."
    ),
    phrase(
        "{parameter}: must be a version or a time that the zone of the page has once: 7, 14:03:12, 2026-11-28 14:03,"
        " 2026-11-28T13:03:12Z."
    ),
    phrase("{parameter}: is not one of the parameters {names}."),
    phrase("{parameter}: must be one of {names}."),
    phrase("{parameter}: is no field of this state: a JSON pointer, as in /fees/0/unit_price."),
    # What went wrong with a callback, as the sender records it.
    phrase("There was no answer within {seconds} seconds."),
    phrase("No connection: {error}"),
    phrase("The host has no address."),
    phrase("The name of the host cannot be resolved: {error}"),
    phrase("The host is at {address}, where callbacks may not go."),
    phrase("The URL cannot be read: {error}"),
    phrase("The URL is neither https nor http."),
    phrase("The URL is plain http, which is not configured to be allowed."),
    phrase("The URL has a user name or a password in it."),
    phrase("The URL names no host."),
    phrase("The URL names a port that does not exist."),
    phrase("The URL names port {port}, where callbacks may not go."),
    phrase("This server knows nothing of {channel}."),
)
_PLACE: Final = re.compile(r"\\\{(\w+)\\\}")


def error_text(text: str) -> Shown:
    """Return the phrase that an English sentence was made from; the sentence itself for an unknown one."""
    if not text:
        return ""
    for pattern, known in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            values: dict[str, object] = found.groupdict()
            if "reason" in values:
                values["reason"] = error_text(found["reason"])
            return Phrase(known.template, values)
    return text


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], Phrase]]:
    """Return the sentences with a group for each value: a name, a number, or for `reason` another sentence."""
    return [
        (re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(known.template)), re.DOTALL), known)
        for known in _KNOWN
    ]
