"""A time stamping authority of openssl's on 127.0.0.1, whose certificate a root has issued."""

import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

# Without a line `certs`: with it openssl orders two certificates as no strict reader takes them.
_CONFIGURATION = """
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_cert = {folder}/certificate.pem
signer_key = {folder}/key.pem
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""
_EXTENSIONS = "extendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:false\n"


@dataclass
class OpensslAuthority:
    """An authority. `answer` is sent instead of its time stamps, if it is set; `requests` counts what it was asked."""

    folder: Path
    url: str = ""
    status: int = 200
    answer: bytes | None = None
    requests: int = 0

    @property
    def root(self) -> Path:
        """The file of the certificate that readers trust. It has issued that of the authority, and is in no answer."""
        return self.folder / "root.pem"

    def stamp(self, request: bytes) -> bytes:
        """Return the reply to a request."""
        (self.folder / "query").write_bytes(request)
        run_openssl(
            *("ts", "-reply", "-config", str(self.folder / "tsa.cnf"), "-section", "own"),
            *("-queryfile", str(self.folder / "query"), "-out", str(self.folder / "reply")),
        )
        return (self.folder / "reply").read_bytes()


def run_openssl(*arguments: str) -> None:
    """Run openssl. Skips the test if it is not found."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    subprocess.run([program, *arguments], check=True, capture_output=True, timeout=30)


def make_authority(folder: Path) -> OpensslAuthority:
    """Make the keys, the certificates and the configuration of an authority."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(_CONFIGURATION.format(folder=folder))
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    run_openssl(
        *("req", "-x509", *curve, "-subj", f"/CN=Root of {folder.name}", "-days", "30"),
        *("-keyout", str(folder / "root.key"), "-out", str(folder / "root.pem")),
    )
    run_openssl(
        *("req", *curve, "-subj", f"/CN=Time stamps of {folder.name}"),
        *("-keyout", str(folder / "key.pem"), "-out", str(folder / "request.pem")),
    )
    (folder / "extensions").write_text(_EXTENSIONS)
    run_openssl(
        *("x509", "-req", "-in", str(folder / "request.pem"), "-days", "30", "-set_serial", "2"),
        *("-CA", str(folder / "root.pem"), "-CAkey", str(folder / "root.key")),
        *("-extfile", str(folder / "extensions"), "-out", str(folder / "certificate.pem")),
    )
    return OpensslAuthority(folder)


@contextmanager
def serve_authority(authority: OpensslAuthority) -> Iterator[OpensslAuthority]:
    """Answer requests for time stamps at a free port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            authority.requests += 1
            answer = authority.stamp(request) if authority.answer is None else authority.answer
            self.send_response(authority.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        authority.url = f"http://127.0.0.1:{server.server_address[1]}/"
        try:
            yield authority
        finally:
            server.shutdown()
            thread.join()
