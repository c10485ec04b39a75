"""The address of a bucket, and where its endpoint comes from."""

import pytest

from interfaces.storage.archive import buckets
from interfaces.storage.archive.buckets import BucketPlace, open_bucket, parse_bucket


def test_what_an_address_says() -> None:
    """The prefix may be empty. Region, endpoint, protocol and authorities are optional."""
    assert parse_bucket("s3://b") == BucketPlace("b", "")
    assert parse_bucket("s3://b/x/y/?region=eu-north-1") == BucketPlace("b", "x/y", "eu-north-1")
    found = parse_bucket(
        "s3://b/x?endpoint_override=h:9000&scheme=http&tls_ca_file_path=/etc/ca.pem"
    )
    assert found == BucketPlace("b", "x", None, "h:9000", "http", "/etc/ca.pem")
    assert (found.path("2026-01/f"), found.path()) == ("b/x/2026-01/f", "b/x")


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("s3://key:secret@b/x", "must not have keys in its address"),
        ("s3://key@b/x", "must not have keys in its address"),
        ("s3:///x", "names no bucket"),
        ("s3://b/x?access_key=k", "access_key is none of region"),
        ("s3://b/x?region=", "region is none of region"),
        ("s3://b/x?scheme=ftp", "scheme is http or https"),
        ("s3://b/x//y", "has an empty part"),
    ],
)
def test_what_is_refused(place: str, reason: str) -> None:
    """Keys above all: places are recorded in the database, and shown."""
    with pytest.raises(ValueError, match=reason) as refused:
        parse_bucket(place)
    assert "secret" not in str(refused.value)


def test_an_endpoint_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """AWS_ENDPOINT_URL_S3 comes before AWS_ENDPOINT_URL, and an address with an endpoint before both."""
    opened: list[tuple[str | None, ...]] = []
    monkeypatch.setattr(buckets, "_open", lambda *place: opened.append(place))
    monkeypatch.delenv("AWS_ENDPOINT_URL_S3", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    open_bucket(BucketPlace("b", "", "eu-north-1"))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://all.example")
    open_bucket(BucketPlace("b", ""))
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    open_bucket(BucketPlace("b", ""))
    open_bucket(BucketPlace("b", "", None, "named.example", "http", "/etc/ca.pem"))
    assert opened == [
        ("eu-north-1", None, None, None),
        (None, "all.example", "https", None),
        (None, "127.0.0.1:9", "http", None),
        (None, "named.example", "http", "/etc/ca.pem"),
    ]
