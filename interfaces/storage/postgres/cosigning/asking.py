"""Sends a head to a witness over HTTP (C2SP tlog-witness), all witnesses at once, a second for each."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import httpx

from application.ledger.format.encoding import Malformed, decode_number
from application.ledger.format.notes import SignedNote, parse_note
from application.ledger.format.proof_files import AddCheckpoint
from application.ledger.signing import verify_ed25519
from application.ledger.witnesses import cosignatures_in
from interfaces.storage.postgres.cosigning.rows import WitnessAnswer
from interfaces.storage.postgres.ledger.setup import WitnessAddress

SECONDS_FOR_EACH: Final = 1.0
_MOST_ANSWER_BYTES: Final = 65_536
_FORK: Final = 422
_OTHER_SIZE: Final = 409

ConsistencyProof = Callable[[int], tuple[bytes, ...]]
"""Returns the proof that the head continues the tree of an old size. Raises ValueError for a larger one."""


class _TooLong(Exception):
    """An answer is longer than any that a witness gives."""


def ask_witnesses(
    witnesses: Sequence[WitnessAddress],
    size: int,
    note: bytes,
    sizes: Mapping[str, int],
    prove: ConsistencyProof,
) -> Sequence[WitnessAnswer]:
    """Return what each witness says of this head. `sizes` are those that the witnesses have, as far as is known.

    A witness that does not answer in time is an answer with a problem, and delays no other one.
    """
    head = _Head(size, note, parse_note(note), prove)

    async def ask_all() -> Sequence[WitnessAnswer]:
        async with httpx.AsyncClient(
            timeout=SECONDS_FOR_EACH, follow_redirects=False, trust_env=False
        ) as client:
            return await asyncio.gather(
                *(head.ask(client, each, sizes.get(each.key.name, 0)) for each in witnesses)
            )

    return asyncio.run(ask_all())


class _Head:
    """A head that witnesses are asked to cosign."""

    def __init__(self, size: int, note: bytes, signed: SignedNote, prove: ConsistencyProof) -> None:
        self._size = size
        self._note = note
        self._signed = signed
        self._prove = prove

    async def ask(
        self, client: httpx.AsyncClient, witness: WitnessAddress, old_size: int
    ) -> WitnessAnswer:
        """Return the answer of one witness."""
        name = witness.key.name
        # A database that was restored knows a larger size than its tree has; the witness corrects it.
        old_size = old_size if old_size <= self._size else 0
        try:
            async with asyncio.timeout(SECONDS_FOR_EACH):
                status, body = await self._send(client, witness, old_size)
                if status == _OTHER_SIZE:
                    old_size = decode_number(body.decode("ascii").rstrip("\n"))
                    if old_size > self._size:
                        return WitnessAnswer(
                            name,
                            old_size,
                            problem=f"it has cosigned {old_size} entries, and the ledger has {self._size}",
                            is_fork=True,
                        )
                    status, body = await self._send(client, witness, old_size)
        except TimeoutError:
            return WitnessAnswer(name, old_size, problem="it does not answer in a second")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return WitnessAnswer(
                name, old_size, problem=f"it cannot be reached: {type(error).__name__}"
            )
        except (Malformed, UnicodeDecodeError, _TooLong):
            return WitnessAnswer(
                name, old_size, problem="its answer is not that of a C2SP tlog-witness"
            )
        if status == _FORK:
            fork = f"it refuses a fork: the ledger does not continue the {old_size} entries that it has cosigned"
            return WitnessAnswer(name, old_size, problem=fork, is_fork=True)
        lines = cosignatures_in(body, self._signed, witness.keys, verify_ed25519)
        own = [line for line in lines if line.key_id == witness.key.key_id]
        if status != httpx.codes.OK or not own:
            return WitnessAnswer(
                name, old_size, problem=f"it answers {status}, without a cosignature of its key"
            )
        stated = [line for line in lines if line.key_id != witness.key.key_id]
        return WitnessAnswer(name, self._size, (*own[:1], *stated[:1]))

    async def _send(
        self, client: httpx.AsyncClient, witness: WitnessAddress, old_size: int
    ) -> tuple[int, bytes]:
        content = AddCheckpoint(old_size, self._prove(old_size), self._note).encode()
        url = f"{witness.url.rstrip('/')}/add-checkpoint"
        body = bytearray()
        async with client.stream("POST", url, content=content) as answer:
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > _MOST_ANSWER_BYTES:
                    raise _TooLong
            return answer.status_code, bytes(body)
