"""A real OpenSSH server that lets in only the key of the test."""

import getpass
import os
import shlex
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.provide import find
from tests.support import free_port

NEEDED = ("sshd", "ssh", "rsync", "ssh-keygen")


@dataclass(frozen=True)
class Sshd:
    """A server that runs: who may come in, and the ssh command that knows how."""

    host: str
    ssh: str
    port: int


@contextmanager
def sshd(folder: Path) -> Iterator[Sshd]:
    """A server with its keys in ``folder``, on a free port of loopback."""
    port = free_port()
    for name in ("host", "key"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
        )
    (folder / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nPidFile none\nUsePAM no\n"
        f"AuthorizedKeysFile {folder}/key.pub\nStrictModes no\nPasswordAuthentication no\n"
    )
    (folder / "ssh_config").write_text(
        f"Host site.test\n HostName 127.0.0.1\n Port {port}\n IdentityFile {folder}/key\n"
        f" UserKnownHostsFile {folder}/known_hosts\n StrictHostKeyChecking accept-new\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # it insists on this folder
    server = subprocess.Popen(
        [str(find("sshd")), "-D", "-e", "-f", str(folder / "sshd_config")],
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_port(port)
        ssh = shlex.join(["ssh", "-F", str(folder / "ssh_config")])
        yield Sshd(f"{getpass.getuser()}@site.test", ssh, port)
    finally:
        server.terminate()
        server.wait(20)


def wait_for_port(port: int) -> None:
    """Wait until something listens there."""
    for _ in range(400):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing listens at port {port}")
