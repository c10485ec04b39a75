"""Compiled templates of this process. Compiling a page takes longer than rendering it."""

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache


class CompiledTemplates(BytecodeCache):
    """The code of each template, by its file and a sum of its source. Environments with equal options may share it."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket the code of its template, if it is compiled."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code that a bucket got."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code
