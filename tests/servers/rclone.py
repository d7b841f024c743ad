"""Real servers of the kinds that rclone speaks to, as ``rclone serve`` runs them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.sshd import wait_for_port
from tests.support import free_port

RCLONE = str(Path(sys.executable).with_name("rclone"))

_SERVE = {
    "s3": ["--auth-key", "someone,secret"],
    "webdav": ["--user", "someone", "--pass", "secret"],
    "sftp": ["--user", "someone", "--pass", "secret"],
}


@contextmanager
def served_folder(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """A server of this kind; gives the environment in which rclone calls it ``there``."""
    port = free_port()
    command = [RCLONE, "serve", kind, str(folder), "--addr", f"127.0.0.1:{port}"]
    cached = ["--cache-dir", str(folder.parent / "cache"), "--config", str(folder.parent / "none")]
    server = subprocess.Popen(
        [*command, *_SERVE[kind], *cached, "--vfs-cache-mode", "off"], stderr=subprocess.DEVNULL
    )
    try:
        wait_for_port(port)
        yield {f"RCLONE_CONFIG_THERE_{name}": value for name, value in _client(kind, port).items()}
    finally:
        server.terminate()
        server.wait(20)


def _client(kind: str, port: int) -> dict[str, str]:
    if kind == "s3":
        return {
            **{"TYPE": "s3", "PROVIDER": "Rclone", "ENDPOINT": f"http://127.0.0.1:{port}"},
            **{"ACCESS_KEY_ID": "someone", "SECRET_ACCESS_KEY": "secret"},
        }
    command = [RCLONE, "obscure", "secret"]
    obscured = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    whole = {"TYPE": kind, "USER": "someone", "PASS": obscured}
    if kind == "webdav":
        return whole | {"URL": f"http://127.0.0.1:{port}", "VENDOR": "rclone"}
    return whole | {"HOST": "127.0.0.1", "PORT": str(port)}
