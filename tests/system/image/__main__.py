"""Run a server in the image as it is deployed: `make image-test`. It needs root, Linux, buildah and an image.

The root of the container is mounted read-only, /tmp is in memory, and only /var/lib/tillroll can be written. The
process has the account 10001 and no capabilities. Prints what it saw, and ends with 1 where something differs.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

IMAGE: Final = os.environ.get("IMAGE", "localhost/tillroll:latest")
_ACCOUNT: Final = 10001
_WAIT_SECONDS: Final = 120
_MOUNTS: Final = """
set -eu
mount --make-rprivate /
mount --bind "$ROOT" "$ROOT"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount -t tmpfs -o mode=1777,size=256m tmpfs "$ROOT/tmp"
mount --bind "$VOLUME" "$ROOT/var/lib/tillroll"
mount -o remount,bind,ro "$ROOT"
exec chroot "$ROOT" setpriv --reuid=10001 --regid=10001 --clear-groups --bounding-set=-all --no-new-privs \
    --inh-caps=-all env -i PORT="$PORT" %s "$@"
"""


def main() -> None:
    """Start the image, ask it for its health and a write outside the volume, and stop it."""
    configuration = _built()
    with _root() as root, _volume() as volume:
        port = _free_port()
        environment = {"ROOT": root, "VOLUME": volume, "PORT": str(port)}
        variables = [each for each in configuration["Env"] if not each.startswith("PORT=")]
        demo = [each for each in variables if not each.startswith("TILLROLL_ENV=")]
        _say("the account", _run(environment, variables, "id", "-u"), str(_ACCOUNT))
        _say("a write to the root", _run(environment, variables, "touch", "/opt/x"), "refused")
        _say("a write to the volume", _run(environment, variables, "touch", "x"), "")
        # The demo, because a configuration of production has no shop that anybody can buy in.
        command = [*configuration["Entrypoint"], *configuration["Cmd"]]
        server = _start(environment, demo, *command, "--host", "127.0.0.1")
        try:
            _wait(port)
            health = configuration["Healthcheck"]["Test"][1:]
            _say("the health check", _run(environment, demo, *health), "")
            _say("a page", str(_status(port, "/")), "200")
        finally:
            server.send_signal(signal.SIGTERM)
        _say("the end at SIGTERM", str(server.wait(60)), "0")


def _built() -> Mapping[str, Any]:
    found = subprocess.run(
        ["buildah", "inspect", "--type", "image", IMAGE], check=True, capture_output=True
    )
    configuration: Mapping[str, Any] = json.loads(found.stdout)["Docker"]["config"]
    return configuration


@contextmanager
def _root() -> Iterator[str]:
    """The root of a new container of the image."""
    container = _output("buildah", "from", IMAGE)
    try:
        yield _output("buildah", "mount", container)
    finally:
        _output("buildah", "rm", container)


@contextmanager
def _volume() -> Iterator[str]:
    folder = tempfile.mkdtemp()
    os.chown(folder, _ACCOUNT, _ACCOUNT)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _start(
    environment: Mapping[str, str], variables: list[str], *command: str
) -> subprocess.Popen[str]:
    """Start a command in the root, in namespaces of mounts and processes of its own."""
    script = _MOUNTS % " ".join(f"'{each}'" for each in variables)
    inside = ["sh", "-c", 'cd /var/lib/tillroll && exec "$@"', "sh", *command]
    return subprocess.Popen(
        ["unshare", "--mount", "sh", "-c", script, "sh", *inside],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _run(environment: Mapping[str, str], variables: list[str], *command: str) -> str:
    """Return what a command prints; "refused" if it fails."""
    process = _start(environment, variables, *command)
    output, _ = process.communicate(timeout=_WAIT_SECONDS)
    return output.strip() if process.returncode == 0 else "refused"


def _wait(port: int) -> None:
    """Wait until the server is ready."""
    until = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < until:
        try:
            if _status(port, "/readyz") == http.client.OK:
                return
        except OSError:
            pass
        time.sleep(0.5)
    _end("the server was not ready in time")


def _status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def _say(what: str, found: str, expected: str) -> None:
    """Print what was found. Ends with 1 if it is something else than expected."""
    print(f"{what}: {found or 'succeeds'}", flush=True)  # noqa: T201  the command's output
    if found != expected:
        _end(f"{what} should be {expected!r}")


def _end(why: str) -> None:
    sys.exit(f"image-test: {why}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
