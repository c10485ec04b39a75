"""The signatures that were accepted, each with the one purpose that it was accepted for.

They are in the shared memory and not in the database: a question to the database would cost a signed request as much
as its change. So each machine takes a signature for one purpose of its own, and after a restart the signatures of the
time before are taken again. A table that is full forgets the signature that would expire first.
"""

from datetime import datetime

from interfaces.http.limits.memory import LimitsMemory

_LOWER_HALF = 1 << 32


class UsedSignatures:
    """The accepted signatures of this machine.

    A word of the table has the end of the signature's validity, in seconds since 1970, and in its lower half a hash
    of the purpose.
    """

    def __init__(self, memory: LimitsMemory) -> None:
        self._memory = memory

    def take(self, signature: str, purpose: str, *, now: datetime, until: datetime) -> bool:
        """Take a signature for a purpose until a time; return False if it was taken for another one before.

        Of two processes only one takes it for its purpose, because the lock of the memory is held.
        """
        memory = self._memory
        table = memory.signatures
        key = memory.key_of("signature", signature)
        wanted = memory.key_of("purpose", purpose) % _LOWER_HALF
        with memory.exclusive():
            index = table.place(key)
            end, taken = divmod(table.words[index], _LOWER_HALF)
            if end >= now.timestamp() and taken != wanted:
                return False
            table.words[index] = (int(until.timestamp()) + 1) * _LOWER_HALF + wanted
        return True
