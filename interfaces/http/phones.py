"""Telephone numbers, read alike at every edge: the customer's page accepts again what another API accepted."""

import re

from interfaces.http.reading import FieldReader

NOT_A_PHONE = "must be a phone number, as in +46 70 123 45 67"
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_PHONE = re.compile(
    r"\(?\+?[0-9(][0-9 ()./-]{3,38}(?:[ ,;]*(?:ext\.?|x|#)[ .:=]*[0-9]{1,10})?", re.IGNORECASE
)


def normal_phone(text: str) -> str | None:
    """The number with plain spaces and hyphens, and all else as it was written; None where it is no phone number."""
    plain = _DASHES.sub("-", _SPACES.sub(" ", text)).strip()
    return plain if _PHONE.fullmatch(plain) else None


def phone_of(fields: FieldReader, name: str, *, longest: int) -> str | None:
    """The phone number in a field; None where it is not there or, which is noted, none."""
    text = fields.identifier(name, longest=longest)
    if text is None:
        return None
    phone = normal_phone(text)
    if phone is None:
        fields.fault(name, "format", NOT_A_PHONE)
    return phone
