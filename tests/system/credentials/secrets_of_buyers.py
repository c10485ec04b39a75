"""Card numbers and tokens that occur nowhere else, and payments that have them in right and wrong places."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from tests.system.persons.planted import needles_of

PAID_TOKEN: Final = "spt_QzCredentialPaid7391"
UCP_TOKEN: Final = "tok_QzCredentialUcp7391"
DECLINED_TOKEN: Final = "tok_QzCredentialDeclined7391"
UNKNOWN_TOKEN: Final = "tok_QzCredentialUnknown7391"
PAID_CARD: Final = "6011739150274617"
DECLINED_CARD: Final = "5105739186420975"
CRYPTOGRAM: Final = "QzCredentialCryptogram7391"
NEEDLES: Final = needles_of("QzCredential", "QZCREDENTIAL", PAID_CARD, DECLINED_CARD)
_TOO_LONG: Final = 400
Json = Any


def card(number: str) -> dict[str, Any]:
    """A raw card as a credential."""
    return {
        "type": "card",
        "card_number_type": "fpan",
        "number": number,
        "expiry_month": 12,
        "expiry_year": 2030,
        "cvc": "739",
        "name": "QzCredential Holder",
        "cryptogram": CRYPTOGRAM,
    }


def token(text: Json) -> dict[str, Any]:
    """A token as a credential."""
    return {"type": "token", "token": text}


def invalid_credentials() -> Iterator[Json]:
    """Credentials with wrong types, and secrets as names of members and in members that are not known."""
    for text in (UNKNOWN_TOKEN, DECLINED_CARD):
        yield token([text])
        yield token({text: text})
        yield token(text * _TOO_LONG)
        yield token(f"{text}\0")
        yield token(f" {text}\n")
        yield {"type": text}
        yield {"type": "token", text: text}
        yield text
        yield [token(text)]
    yield card(DECLINED_CARD) | {"type": 7}
    yield card(DECLINED_CARD) | {"number": int(DECLINED_CARD)}
    yield card(DECLINED_CARD) | {"number": [DECLINED_CARD]}
    yield card(" ".join(DECLINED_CARD[at : at + 4] for at in range(0, 16, 4)))


def broken(body: Json) -> Iterator[bytes]:
    """Bytes that are no JSON."""
    encoded: bytes = msgspec.json.encode(body)
    yield encoded[:-1]
    yield encoded.replace(b"QzCredential", b"QzCredential\xff", 1)
    yield encoded[:-1] + b',"payment":1,"payment":2,"payment_data":1,"payment_data":2}'
    yield b"token=" + UNKNOWN_TOKEN.encode() + b"&number=" + DECLINED_CARD.encode()
