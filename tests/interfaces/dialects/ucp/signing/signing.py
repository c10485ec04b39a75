"""How a platform signs a request (RFC 9421), written from the RFC without the library that the shop signs with."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from interfaces.dialects.ucp.signing.keys import ShopKey


def signed(
    key: ShopKey,
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    left_out: str | None = None,
    **times: datetime,
) -> dict[str, str]:
    """The headers of a signature, and of the digest of a body. `times` are `created` and `expires`."""
    parts = urlsplit(url)
    values = {"@method": method, "@authority": parts.netloc, "@path": parts.path}
    if parts.query:
        values["@query"] = f"?{parts.query}"
    values |= {name.lower(): value for name, value in headers.items()}
    found: dict[str, str] = {}
    if body:
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        values["content-digest"] = found["Content-Digest"] = f"sha-256=:{digest}:"
    names = [name for name in values if name != left_out]
    parameters = "(" + " ".join(f'"{name}"' for name in names) + ")"
    parameters += "".join(f";{name}={int(at.timestamp())}" for name, at in times.items())
    parameters += f';keyid="{key.kid}"'
    lines = [f'"{name}": {values[name]}' for name in names]
    base = "\n".join((*lines, f'"@signature-params": {parameters}'))
    r, s = decode_dss_signature(key.private.sign(base.encode(), ECDSA(SHA256())))
    signature = base64.b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()
    return found | {"Signature-Input": f"sig1={parameters}", "Signature": f"sig1=:{signature}:"}
