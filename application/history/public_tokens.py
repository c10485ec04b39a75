"""Hides public tokens in texts that others see. A public token is the credential of a customer's page."""

import re

from domain.checkout import Checkout

HIDDEN = "[hidden]"
_PUBLIC_TOKEN = re.compile(r"public-[A-Z]{2}-\w+")


def hide_public_tokens(text: str) -> str:
    """Replace each public token in a text with `[hidden]`."""
    return _PUBLIC_TOKEN.sub(HIDDEN, text)


def without_token(checkout: Checkout) -> Checkout:
    """Return the state without the public token, which is a credential and no part of what is shown."""
    shown = checkout.draft()
    shown.public_token = HIDDEN
    return shown
