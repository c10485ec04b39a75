"""A bucket of S3, or of another store that speaks its protocol: `s3://bucket/prefix?region=…`."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

SCHEME: Final = "s3://"
_SETTINGS: Final = ("region", "endpoint_override", "scheme", "tls_ca_file_path")
_PROTOCOLS: Final = ("https", "http")
_ENDPOINT_VARIABLES: Final = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
_SECONDS_TO_CONNECT: Final = 3.0
_SECONDS_OF_SILENCE: Final = 20.0
_ATTEMPTS: Final = 3
_MOST_BUCKETS: Final = 8


@dataclass(frozen=True)
class BucketPlace:
    """A bucket, the prefix of its names, which may be empty, and where it is. None is what the environment says."""

    bucket: str
    prefix: str
    region: str | None = None
    endpoint: str | None = None
    protocol: str | None = None
    ca_file: str | None = None

    def path(self, name: str = "") -> str:
        """Return how pyarrow names a file of the archive, or the prefix."""
        return "/".join(filter(None, (self.bucket, self.prefix, name)))


def parse_bucket(place: str) -> BucketPlace:
    """Read a place. Raises ValueError.

    Keys are refused, because places are recorded and shown. They come from the environment, as for other programs.
    """
    parts = urlsplit(place)
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise ValueError(
            "A bucket must not have keys in its address: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        )
    if not parts.netloc:
        raise ValueError(f"{place} names no bucket.")
    settings = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name, value in settings.items():
        if name not in _SETTINGS or not value:
            raise ValueError(f"{name} is none of {', '.join(_SETTINGS)} with a value.")
    protocol = settings.get("scheme")
    if protocol is not None and protocol not in _PROTOCOLS:
        raise ValueError("scheme is http or https.")
    if parts.fragment or "//" in parts.path:
        raise ValueError(f"{place} has an empty part, or a #.")
    return BucketPlace(
        bucket=parts.netloc,
        prefix=parts.path.strip("/"),
        region=settings.get("region"),
        endpoint=settings.get("endpoint_override"),
        protocol=protocol,
        ca_file=settings.get("tls_ca_file_path"),
    )


def open_bucket(place: BucketPlace) -> Any:
    """Return the file system of pyarrow for a place. Nothing is sent yet.

    The endpoint is that of the place, or AWS_ENDPOINT_URL_S3, or AWS_ENDPOINT_URL, or Amazon's. The region and the keys
    of the environment are found by Amazon's library.
    """
    if place.endpoint is None:
        named = next((each for each in map(os.environ.get, _ENDPOINT_VARIABLES) if each), None)
        if named is not None:
            parts = urlsplit(named if "://" in named else f"https://{named}")
            return _open(place.region, parts.netloc, parts.scheme, place.ca_file)
    return _open(place.region, place.endpoint, place.protocol, place.ca_file)


def exists(files: Any, place: BucketPlace) -> bool:
    """Return whether the bucket is there. Raises OSError."""
    from pyarrow import fs

    return bool(files.get_file_info(place.bucket).type is not fs.FileType.NotFound)


def names_in(files: Any, place: BucketPlace) -> Iterator[str]:
    """Yield the names below the prefix. Raises OSError."""
    from pyarrow import fs

    selector = fs.FileSelector(place.path(), recursive=True, allow_not_found=True)
    for found in files.get_file_info(selector):
        if found.type is fs.FileType.File:
            yield found.path.removeprefix(f"{place.path()}/")


# A file system has connections to its store, which every read of a process shares.
@lru_cache(maxsize=_MOST_BUCKETS)
def _open(
    region: str | None, endpoint: str | None, protocol: str | None, ca_file: str | None
) -> Any:
    # Imported here because pyarrow is slow to load and needs much memory.
    from pyarrow import fs

    return fs.S3FileSystem(
        region=region,
        endpoint_override=endpoint,
        scheme=protocol,
        tls_ca_file_path=ca_file,
        connect_timeout=_SECONDS_TO_CONNECT,
        request_timeout=_SECONDS_OF_SILENCE,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=_ATTEMPTS),
    )
