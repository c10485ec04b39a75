"""Normalise telephone numbers, for every API: spaces and dashes of every kind become plain ones."""

import re

from interfaces.http.request.body.reader import FieldReader

NOT_A_PHONE = "must be a phone number, as in +46 70 123 45 67"
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_PHONE = re.compile(
    r"\(?\+?[0-9(][0-9 ()./-]{3,38}(?:[ ,;]*(?:ext\.?|x|#)[ .:=]*[0-9]{1,10})?", re.IGNORECASE
)


def normal_phone(text: str) -> str | None:
    """Return the number with plain spaces and hyphens; None for a text that is no phone number."""
    plain = _plain(text)
    return plain if _PHONE.fullmatch(plain) else None


def phone_of(fields: FieldReader, name: str, *, longest: int) -> str | None:
    """Return the phone number in a field of a dialect, with plain spaces and hyphens; None if absent.

    The APIs of shops and agents define no format, and shops send what their customers typed. So a text that is no
    phone number is accepted; only the customer's page refuses it.
    """
    text = fields.identifier(name, longest=longest)
    return None if text is None else _plain(text)


def _plain(text: str) -> str:
    return _DASHES.sub("-", _SPACES.sub(" ", text)).strip()
