"""AES-256 in counter mode (FIPS 197, NIST SP 800-38D without the tag), for a verifier without libraries.

It is slow, and made for texts of some hundred bytes. The tag is not needed: the ledger has the ciphertext, and the
sealed text has the SHA-256 of the key, so nothing can be exchanged.
"""

from __future__ import annotations

_AES_ROUNDS, _AES_WORDS = 14, 60
_FIRST_COUNTER = 2  # AES-GCM uses 1 for its tag.


def decrypt_counter_mode(key: bytes, nonce: bytes, ciphertext: bytes) -> bytes:
    """Return the text that AES-256-GCM encrypted with this key of 32 bytes and nonce of 12 bytes."""
    schedule = _expand_key(key)
    plain = bytearray()
    for at in range(0, len(ciphertext), 16):
        counter = nonce + (_FIRST_COUNTER + at // 16).to_bytes(4, "big")
        stream = _encrypt_block(schedule, counter)
        plain += bytes(one ^ two for one, two in zip(ciphertext[at : at + 16], stream))  # noqa: B905  Python 3.9
    return bytes(plain)


def _double_in_field(value: int) -> int:
    return (value << 1) ^ (0x11B if value & 0x80 else 0)


def _make_substitutions() -> bytes:
    """Return the S-box: the inverse in GF(2^8), and an affine map."""
    box = bytearray(256)
    one = inverse = 1
    while True:
        one ^= _double_in_field(one)
        inverse ^= inverse << 1
        inverse ^= inverse << 2
        inverse ^= inverse << 4
        inverse &= 0xFF
        if inverse & 0x80:
            inverse ^= 0x09
        turned = inverse
        for shift in (1, 2, 3, 4):
            turned ^= ((inverse << shift) | (inverse >> (8 - shift))) & 0xFF
        box[one] = turned ^ 0x63
        if one == 1:
            box[0] = 0x63
            return bytes(box)


_SUBSTITUTIONS = _make_substitutions()


def _expand_key(key: bytes) -> list[bytes]:
    words = [key[at : at + 4] for at in range(0, 32, 4)]
    constant = 1
    for number in range(8, _AES_WORDS):
        word = words[-1]
        if number % 8 == 0:
            word = bytes(_SUBSTITUTIONS[each] for each in word[1:] + word[:1])
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _double_in_field(constant)
        elif number % 8 == 4:
            word = bytes(_SUBSTITUTIONS[each] for each in word)
        words.append(bytes(one ^ two for one, two in zip(words[-8], word)))  # noqa: B905  Python 3.9
    return [b"".join(words[at : at + 4]) for at in range(0, _AES_WORDS, 4)]


def _encrypt_block(schedule: list[bytes], block: bytes) -> bytes:
    state = [one ^ two for one, two in zip(block, schedule[0])]  # noqa: B905  Python 3.9
    for number in range(1, _AES_ROUNDS + 1):
        # The bytes are in columns; row r moves r columns to the left.
        moved = [_SUBSTITUTIONS[state[(at + 4 * (at % 4)) % 16]] for at in range(16)]
        if number < _AES_ROUNDS:
            moved = [each for at in range(0, 16, 4) for each in _mix_column(moved[at : at + 4])]
        state = [one ^ two for one, two in zip(moved, schedule[number])]  # noqa: B905  Python 3.9
    return bytes(state)


def _mix_column(column: list[int]) -> list[int]:
    whole = column[0] ^ column[1] ^ column[2] ^ column[3]
    return [
        column[at] ^ whole ^ _double_in_field(column[at] ^ column[(at + 1) % 4]) for at in range(4)
    ]
