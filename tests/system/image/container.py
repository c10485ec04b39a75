"""A container of the image as it is deployed, made with namespaces of this machine. It needs root, Linux and buildah.

The root is mounted read-only, /tmp is in memory, and only /var/lib/tillroll can be written. Every process has the
account 10001 and no capabilities.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ACCOUNT: Final = 10001
REFUSED: Final = "refused"
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
    --inh-caps=-all env -i %s "$@"
"""
_IN_VOLUME: Final = ("sh", "-c", 'cd /var/lib/tillroll && exec "$@"', "sh")


@dataclass(frozen=True)
class Container:
    """The root of a container, its volume, and the settings of its image, with variables added or replaced."""

    root: str
    volume: Path
    settings: Mapping[str, Any]
    variables: Mapping[str, str]

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a command, in namespaces of mounts of its own. Its process is the one that is returned."""
        script = _MOUNTS % " ".join(f"'{name}={value}'" for name, value in self.variables.items())
        return subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", script, *("sh", *_IN_VOLUME), *command],
            env={**os.environ, "ROOT": self.root, "VOLUME": str(self.volume)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command: str) -> str:
        """Return what a command prints; REFUSED if it fails."""
        process = self.start(*command)
        output, _ = process.communicate(timeout=_WAIT_SECONDS)
        return output.strip() if process.returncode == 0 else REFUSED

    @property
    def health_check(self) -> Sequence[str]:
        """The command of the health check."""
        command: list[str] = self.settings["Healthcheck"]["Test"][1:]
        return command

    @property
    def server_command(self) -> Sequence[str]:
        """The command that the image runs."""
        return [*self.settings["Entrypoint"], *self.settings["Cmd"]]


@contextmanager
def container(image: str, **variables: str) -> Iterator[Container]:
    """A new container of the image with an empty volume, removed at the end. Without a value, a variable is unset."""
    settings = _settings(image)
    image_variables = dict(each.split("=", 1) for each in settings["Env"])
    known = {name: value for name, value in (image_variables | variables).items() if value}
    name = _output("buildah", "from", image)
    volume = tempfile.mkdtemp()
    try:
        os.chown(volume, ACCOUNT, ACCOUNT)
        yield Container(_output("buildah", "mount", name), Path(volume), settings, known)
    finally:
        _output("buildah", "rm", name)
        shutil.rmtree(volume)


def _settings(image: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(_output("buildah", "inspect", "--type", "image", image))
    settings: Mapping[str, Any] = found["Docker"]["config"]
    return settings


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
