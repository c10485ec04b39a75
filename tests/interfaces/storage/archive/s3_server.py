"""A server that speaks the protocol of S3, on 127.0.0.1, with one bucket."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

BUCKET = "old-events"
KEYS = {
    "AWS_ACCESS_KEY_ID": "access-key-of-the-tests",
    "AWS_SECRET_ACCESS_KEY": "secret-key-of-the-tests",
    "AWS_DEFAULT_REGION": "eu-north-1",
}
_LISTENS = re.compile(r"http://127\.0\.0\.1:\d+")


@contextmanager
def running_store() -> Iterator[str]:
    """Yield the URL of a server in a process of its own, whose bucket is empty."""
    with subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **KEYS, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        try:
            found = next(filter(None, map(_LISTENS.search, process.stdout)))
            file_system(found[0]).create_dir(BUCKET)
            yield found[0]
        finally:
            process.kill()


def place_in(url: str, prefix: str) -> str:
    """The place of an archive in the bucket, as a setting has it."""
    scheme, _, host = url.partition("://")
    return f"s3://{BUCKET}/{prefix}?region=eu-north-1&endpoint_override={host}&scheme={scheme}"


def file_system(url: str) -> Any:
    """What the bucket has, as another program sees it."""
    from pyarrow import fs

    scheme, _, host = url.partition("://")
    return fs.S3FileSystem(
        access_key=KEYS["AWS_ACCESS_KEY_ID"],
        secret_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        region=KEYS["AWS_DEFAULT_REGION"],
        endpoint_override=host,
        scheme=scheme,
        allow_bucket_creation=True,
    )
